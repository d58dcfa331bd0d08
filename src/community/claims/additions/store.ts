import type { Selectable } from "kysely";
import type { AccountId } from "#accounts";
import type { PaperId } from "#papers";
import type { AuthorLinkTable, Database } from "#platform";

export type Addition = Selectable<AuthorLinkTable>;
export type AdditionStore = ReturnType<typeof createAdditionStore>;

/** The only writer of `author_link`: what claimed authors have added to papers. */
export function createAdditionStore({ kysely }: Database) {
  const rows = () => kysely.selectFrom("author_link").selectAll();
  return {
    ofPaper: (paperId: PaperId): Promise<Addition[]> =>
      rows().where("paper_id", "=", paperId).orderBy("at").orderBy("link_id").execute(),
    ofAuthor: (paperId: PaperId, id: AccountId): Promise<Addition[]> =>
      rows().where("paper_id", "=", paperId).where("account_id", "=", id).execute(),
    ofAccount: (id: AccountId): Promise<Addition[]> =>
      rows().where("account_id", "=", id).execute(),
    async add(addition: Addition): Promise<void> {
      await kysely.insertInto("author_link").values(addition).execute();
    },
    async remove(linkId: string): Promise<void> {
      await kysely.deleteFrom("author_link").where("link_id", "=", linkId).execute();
    },
  };
}
