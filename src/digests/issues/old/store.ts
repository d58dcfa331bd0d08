import type { Database } from "#platform";

/** Issues of one transaction; few, since pages wait meanwhile. */
const REMOVED_AT_ONCE = 100;

/**
 * Removes some of the issues made before `limit`, the oldest first, and says how many: none when
 * no more are left. What was brought stays, so that it is brought to nobody again, and so do the
 * rows of the ledger; an issue whose mail is not settled yet stays with its row.
 */
export function removeSomeBefore(database: Database, limit: string): Promise<number> {
  return database.kysely.transaction().execute(async (transaction) => {
    await database.takeTurn(transaction, "old issues");
    const old = transaction
      .selectFrom("issue")
      .select(["issue.digest_id", "issue.period"])
      .where("issue.made_at", "<", limit)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom("delivery")
              .select("delivery.state")
              .whereRef("delivery.digest_id", "=", "issue.digest_id")
              .whereRef("delivery.period", "=", "issue.period")
              .where("delivery.state", "in", ["due", "sending"]),
          ),
        ),
      )
      .orderBy("issue.made_at")
      .limit(REMOVED_AT_ONCE);
    const { numDeletedRows } = await transaction
      .deleteFrom("issue")
      .where(({ eb, refTuple }) =>
        eb(refTuple("digest_id", "period"), "in", old.$asTuple("digest_id", "period")),
      )
      .executeTakeFirstOrThrow();
    return Number(numDeletedRows);
  });
}
