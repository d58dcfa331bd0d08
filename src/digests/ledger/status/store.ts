import type { Database } from "#platform";

/** How digests stand, for whoever runs the site. */
export interface DigestStatus {
  readonly subscribers: number;
  /** Active ones of active subscribers. */
  readonly digests: number;
  /** When the next of them is due; absent when none is. */
  readonly nextDueAt?: string;
  /** Mails by what became of them: `due`, `sent`, …; those due since the instant asked for. */
  readonly mails: Readonly<Record<string, number>>;
}

/** Reads nothing but the database: also while another process sends. */
export async function readDigestStatus(database: Database, since: Date): Promise<DigestStatus> {
  const executor = database.kysely;
  const people = await executor
    .selectFrom("subscriber")
    .select((select) => select.fn.countAll<number>().as("count"))
    .where("state", "=", "active")
    .executeTakeFirstOrThrow();
  const digests = await executor
    .selectFrom("digest")
    .innerJoin("subscriber", "subscriber.subscriber_id", "digest.subscriber_id")
    .select(({ fn }) => [
      fn.countAll<number>().as("count"),
      fn.min<string | null>("digest.next_due_at").as("next"),
    ])
    .where("digest.state", "=", "active")
    .where("subscriber.state", "=", "active")
    .executeTakeFirstOrThrow();
  const mails = await executor
    .selectFrom("delivery")
    .select(({ fn }) => ["state", fn.countAll<number>().as("count")])
    .where("due_at", ">=", since.toISOString())
    .groupBy("state")
    .execute();
  return {
    subscribers: people.count,
    digests: digests.count,
    ...(digests.next !== null && { nextDueAt: digests.next }),
    mails: Object.fromEntries(mails.map(({ state, count }) => [state, count])),
  };
}
