import type { Selectable } from "kysely";
import { addDays, type Database, type Day, type DeliveryTable, type Executor } from "#platform";
import { readContent } from "../../issues/content.ts";

/** Rows of one transaction. */
const EXPIRED_AT_ONCE = 200;

/** Makes what was not sent due again; see `LedgerStore`. */
export async function revive(
  executor: Executor,
  { period, now }: { period: string; now: string },
  subscriberId: string | undefined,
): Promise<void> {
  let expired = executor
    .selectFrom("delivery")
    .selectAll()
    .where("period", "=", period)
    .where("state", "=", "expired");
  if (subscriberId) expired = expired.where("subscriber_id", "=", subscriberId);
  for (const row of await expired.execute()) await bringAgain(executor, row, now);
  let update = executor
    .updateTable("delivery")
    .set({ state: "due", due_at: now, attempts: 0, lease_until: null })
    .where("period", "=", period)
    .where("state", "in", ["due", "expired", "failed"]);
  if (subscriberId) update = update.where("subscriber_id", "=", subscriberId);
  await update.execute();
}

/** What an expired issue held counts as brought once it is sent after all. */
async function bringAgain(
  executor: Executor,
  row: Selectable<DeliveryTable>,
  at: string,
): Promise<void> {
  const { digest_id, period, subscriber_id } = row;
  const content = await findContent(executor, digest_id, period);
  for (const { paperId } of content?.papers ?? []) {
    await executor
      .insertInto("brought_paper")
      .values({ subscriber_id, paper_id: paperId, digest_id, period, at })
      .onConflict((conflict) => conflict.columns(["subscriber_id", "paper_id"]).doNothing())
      .execute();
  }
}

/** Gives up what is too late; see `LedgerStore`. */
export async function expire(database: Database, limit: string): Promise<number> {
  let expired = 0;
  for (;;) {
    const found = await database.kysely.transaction().execute(async (transaction) => {
      const query = transaction
        .selectFrom("delivery")
        .select(["digest_id", "period"])
        .where("state", "=", "due")
        .where("due_at", "<", limit)
        .limit(EXPIRED_AT_ONCE);
      const isShared = database.dialect === "postgres";
      const rows = await (isShared ? query.forUpdate().skipLocked() : query).execute();
      for (const row of rows) await expireOne(transaction, row);
      return rows.length;
    });
    expired += found;
    if (found < EXPIRED_AT_ONCE) return expired;
  }
}

async function expireOne(
  transaction: Executor,
  { digest_id, period }: { readonly digest_id: string; readonly period: string },
): Promise<void> {
  await transaction
    .updateTable("delivery")
    .set({ state: "expired" })
    .where("digest_id", "=", digest_id)
    .where("period", "=", period)
    .execute();
  await transaction
    .deleteFrom("brought_paper")
    .where("digest_id", "=", digest_id)
    .where("period", "=", period)
    .execute();
  const issue = await findContent(transaction, digest_id, period);
  if (!issue) return;
  // The next issue reaches back to where this one began.
  await transaction
    .updateTable("digest")
    .set({ covered_until: addDays(issue.from as Day, -1) })
    .where("digest_id", "=", digest_id)
    .where("covered_until", "=", issue.until)
    .execute();
}

async function findContent(transaction: Executor, digestId: string, period: string) {
  const row = await transaction
    .selectFrom("issue")
    .select("content")
    .where("digest_id", "=", digestId)
    .where("period", "=", period)
    .executeTakeFirst();
  return row && readContent(row.content);
}
