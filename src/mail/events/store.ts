import type { Database, Executor, MailEventTable } from "#platform";
import type { MailEvent } from "../addresses.ts";
import type { KeptEvent } from "./events.ts";

export interface EventStore {
  /** @returns false when it is known already. */
  insert(executor: Executor, row: MailEventTable): Promise<boolean>;
  /** Whether another event of one of these kinds tells of the same delivery to that address. */
  isToldAlready(
    executor: Executor,
    row: MailEventTable,
    kinds: readonly MailEvent["kind"][],
  ): Promise<boolean>;
  list(limit: number): Promise<KeptEvent[]>;
  counts(since: string): Promise<Record<MailEvent["kind"], number>>;
  deleteBefore(instant: string): Promise<void>;
}

export function createEventStore({ kysely }: Database): EventStore {
  return {
    async insert(executor, row) {
      const result = await executor
        .insertInto("mail_event")
        .values(row)
        .onConflict((conflict) => conflict.column("event_key").doNothing())
        .executeTakeFirst();
      return Number(result.numInsertedOrUpdatedRows ?? 0) > 0;
    },
    isToldAlready,
    async list(limit) {
      const rows = await kysely
        .selectFrom("mail_event")
        .select(["kind", "status", "period", "source", "detail", "at"])
        .orderBy("at", "desc")
        .orderBy("event_key")
        .limit(limit)
        .execute();
      return rows.map(({ kind, status, period, ...rest }) => ({
        kind: kind as MailEvent["kind"],
        ...(status !== null && { status }),
        ...(period !== null && { period }),
        ...rest,
      }));
    },
    async counts(since) {
      const rows = await kysely
        .selectFrom("mail_event")
        .select(({ fn }) => ["kind", fn.countAll<number | string>().as("count")])
        .where("at", ">=", since)
        .groupBy("kind")
        .execute();
      const none = { hard: 0, blocked: 0, soft: 0, complaint: 0, delivered: 0 };
      return { ...none, ...Object.fromEntries(rows.map((row) => [row.kind, Number(row.count)])) };
    },
    async deleteBefore(instant) {
      await kysely.deleteFrom("mail_event").where("at", "<", instant).execute();
    },
  };
}

async function isToldAlready(
  executor: Executor,
  row: MailEventTable,
  kinds: readonly MailEvent["kind"][],
): Promise<boolean> {
  if (kinds.length === 0) return false;
  const other = await executor
    .selectFrom("mail_event")
    .select("event_key")
    .where("period", "=", row.period)
    .where("kind", "in", kinds)
    .where("digest_id", "=", row.digest_id)
    .where("address_hash", "=", row.address_hash)
    .where("event_key", "!=", row.event_key)
    .limit(1)
    .executeTakeFirst();
  return other !== undefined;
}
