import { sql } from "kysely";
import type { OwnTally, PaperId, Papers } from "#papers";
import type { Database, Executor } from "#platform";

const nothing: OwnTally = { upvotes: 0, counted: 0, comments: 0, commenters: 0 };

/**
 * Counts the votes and comments of these papers anew and hands the counts to `papers`, all in
 * the transaction that changed them: what is counted is never a running sum that could drift.
 */
export async function recountPapers(
  database: Pick<Database, "isOneOf" | "takeTurn">,
  transaction: Executor,
  papers: Pick<Papers, "recount">,
  ids: readonly PaperId[],
): Promise<ReadonlyMap<PaperId, OwnTally>> {
  // Before counting: another transaction's votes must be seen whole or come after.
  await database.takeTurn(transaction, "papers");
  const votes = await countVotes(database, transaction, ids);
  const comments = await countComments(database, transaction, ids);
  const counts = new Map(
    ids.map((id) => [id, { ...nothing, ...votes.get(id), ...comments.get(id) }]),
  );
  if (counts.size > 0) await papers.recount(transaction, counts);
  return counts;
}

/** A vote counts for the order whatever it weighs, unless that is nothing. */
async function countVotes(
  { isOneOf }: Pick<Database, "isOneOf">,
  transaction: Executor,
  ids: readonly PaperId[],
) {
  const rows = await transaction
    .selectFrom("vote")
    .select(["paper_id", sql<number>`count(*)`.as("upvotes")])
    .select(sql<number>`sum(case when weight > 0 then 1 else 0 end)`.as("counted"))
    .where(isOneOf("paper_id", ids))
    .groupBy("paper_id")
    .execute();
  return new Map(
    rows.map(({ paper_id, upvotes, counted }) => [
      paper_id as PaperId,
      { upvotes: Number(upvotes), counted: Number(counted) },
    ]),
  );
}

/** Different people who commented on each paper since an instant. */
export async function commentersSince(
  { kysely }: Pick<Database, "kysely">,
  instant: string,
): Promise<ReadonlyMap<PaperId, number>> {
  const rows = await kysely
    .selectFrom("comment")
    .select(["paper_id", sql<number>`count(distinct account_id)`.as("commenters")])
    .where("created_at", ">=", instant)
    .where("state", "=", "shown")
    .groupBy("paper_id")
    .execute();
  return new Map(rows.map((row) => [row.paper_id as PaperId, Number(row.commenters)]));
}

async function countComments(
  { isOneOf }: Pick<Database, "isOneOf">,
  transaction: Executor,
  ids: readonly PaperId[],
) {
  const rows = await transaction
    .selectFrom("comment")
    .select(["paper_id", sql<number>`count(*)`.as("comments")])
    .select(sql<number>`count(distinct account_id)`.as("commenters"))
    .where(isOneOf("paper_id", ids))
    .where("state", "=", "shown")
    .groupBy("paper_id")
    .execute();
  return new Map(
    rows.map(({ paper_id, comments, commenters }) => [
      paper_id as PaperId,
      { comments: Number(comments), commenters: Number(commenters) },
    ]),
  );
}
