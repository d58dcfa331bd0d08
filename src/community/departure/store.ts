import type { Database, Executor } from "#platform";
import { createId } from "#platform";

/** Everything an account has done, by table; what others must not see of it is here too. */
export async function readEverything({ kysely }: Database, accountId: string) {
  const of = <Table extends OwnedTable>(table: Table) =>
    kysely
      .selectFrom(table as "vote")
      .selectAll()
      .where("account_id", "=", accountId)
      .execute() as Promise<Record<string, unknown>[]>;
  const entries = await kysely
    .selectFrom("collection_entry")
    .innerJoin("collection", "collection.collection_id", "collection_entry.collection_id")
    .selectAll("collection_entry")
    .where("collection.account_id", "=", accountId)
    .orderBy("place")
    .execute();
  const versions = await kysely
    .selectFrom("comment_version")
    .innerJoin("comment", "comment.comment_id", "comment_version.comment_id")
    .selectAll("comment_version")
    .where("comment.account_id", "=", accountId)
    .orderBy("number")
    .execute();
  const moderation = await kysely
    .selectFrom("moderation_entry")
    .select(["entry_id", "at", "action", "target_kind", "target_id", "reason"])
    .where("actor_id", "=", accountId)
    .execute();
  return {
    votes: await of("vote"),
    marks: await of("shelf_mark"),
    follows: await of("follow"),
    collections: await of("collection"),
    collectionEntries: entries,
    comments: await of("comment"),
    commentVersions: versions,
    reactions: await of("reaction"),
    submissions: await of("submission"),
    claims: await of("claim"),
    authorLinks: await of("author_link"),
    reports: await of("report"),
    moderation,
  };
}

const ownedTables = [
  "shelf_mark",
  "follow",
  "collection",
  "reaction",
  "submission",
  "claim",
  "author_link",
  "report",
] as const;
type OwnedTable = (typeof ownedTables)[number] | "vote" | "comment";

/** Deletes what only the account has, and takes its name off its votes. */
export function eraseAccount(
  database: Database,
  { accountId, name }: { readonly accountId: string; readonly name: string | undefined },
): Promise<void> {
  return database.kysely.transaction().execute(async (transaction) => {
    await loosenVotes(database, transaction, accountId);
    await transaction
      .deleteFrom("collection_entry")
      .where("collection_id", "in", (query) =>
        query.selectFrom("collection").select("collection_id").where("account_id", "=", accountId),
      )
      .execute();
    await transaction
      .deleteFrom("comment_version")
      .where("comment_id", "in", (query) =>
        query.selectFrom("comment").select("comment_id").where("account_id", "=", accountId),
      )
      .execute();
    for (const table of ownedTables) {
      await transaction
        .deleteFrom(table as "follow")
        .where("account_id", "=", accountId)
        .execute();
    }
    if (name === undefined) return;
    await transaction
      .deleteFrom("follow")
      .where("kind", "=", "person")
      .where("target", "=", name)
      .execute();
  });
}

/** Each vote stays, as that of a stranger of its own: nothing says that two were one person's. */
async function loosenVotes(
  database: Database,
  transaction: Executor,
  accountId: string,
): Promise<void> {
  const votes = await transaction
    .deleteFrom("vote")
    .where("account_id", "=", accountId)
    .returning(["paper_id", "at", "weight", "is_burst"])
    .execute();
  const rows = votes.map((vote) => ({ ...vote, account_id: createId(), network: "" }));
  await database.insertMany(transaction, { into: "vote", rows });
}
