import type { AccountId } from "#accounts";
import type { PaperReader } from "#papers";
import { AppError, type Clock, type Database, type Executor } from "#platform";
import { deleteInterests, readInterests, saveInterests } from "../interests/store.ts";
import { deleteAddress } from "../read-address/store.ts";
import { readerOfAccount } from "../reader-id.ts";
import type { ReaderId, Recommendations } from "../recommendations.ts";
import { deleteFeedback, readFeedback, saveFeedback } from "./store.ts";

export interface FeedbackParts {
  readonly database: Database;
  readonly papers: Pick<PaperReader, "find">;
  readonly clock: Clock;
}

type Feedback = Pick<Recommendations, "mark" | "adopt" | "exportData" | "forget">;

/** What readers say of brought papers, and what becomes of it when they come or go. */
export function createFeedback({ database, papers, clock }: FeedbackParts): Feedback {
  const now = () => clock.now().toISOString();
  return {
    async mark(reader, paperId, mark) {
      if (mark === null) return deleteFeedback(database.kysely, reader, paperId);
      if (!(await papers.find(paperId))) {
        throw new AppError("not_found", `There is no paper ${paperId}.`);
      }
      await saveFeedback(database, database.kysely, reader, [{ paperId, mark, at: now() }]);
    },
    adopt: (from, to) => adopt(database, { from, to: readerOfAccount(to as AccountId) }, now()),
    async exportData(reader) {
      const interests = await readInterests(database, database.kysely, [reader]);
      const marked = await readFeedback(database, [reader]);
      return {
        interests: (interests.get(reader) ?? []).filter(({ origin }) => origin === "chosen"),
        learnedInterests: (interests.get(reader) ?? []).filter(({ origin }) => origin !== "chosen"),
        markedPapers: marked.get(reader) ?? [],
      };
    },
    async forget(reader, within) {
      const erase = (executor: Executor) => eraseReader(database, executor, reader);
      await (within ? erase(within) : database.kysely.transaction().execute(erase));
    },
  };
}

async function eraseReader(
  database: Database,
  executor: Executor,
  reader: ReaderId,
): Promise<void> {
  await deleteInterests(database, executor, reader);
  await deleteFeedback(executor, reader);
  await deleteAddress(executor, reader);
}

/** What the account has said itself stays. */
function adopt(
  database: Database,
  { from, to }: { readonly from: ReaderId; readonly to: ReaderId },
  at: string,
): Promise<void> {
  return database.kysely.transaction().execute(async (transaction) => {
    const interests = await readInterests(database, transaction, [from, to]);
    const has = new Set((interests.get(to) ?? []).map(({ kind, target }) => `${kind} ${target}`));
    const moved = (interests.get(from) ?? []).filter(
      ({ origin, kind, target }) => origin === "chosen" && !has.has(`${kind} ${target}`),
    );
    await saveInterests(database, transaction, { reader: to, interests: moved, at });
    const marked = await readFeedback({ ...database, kysely: transaction }, [from, to]);
    const known = new Set((marked.get(to) ?? []).map(({ paperId }) => paperId));
    const papers = (marked.get(from) ?? []).filter(({ paperId }) => !known.has(paperId));
    await saveFeedback(database, transaction, to, papers);
    await eraseReader(database, transaction, from);
  });
}
