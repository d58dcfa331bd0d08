import type { Database, DigestTable, SubscriberTable } from "#platform";

/** Active subscribers, confirmed on 2026-11-20 at 09:00. */
export function readers(count: number): SubscriberTable[] {
  return Array.from({ length: count }, (_, index) => ({
    subscriber_id: `reader-${String(index).padStart(9, "0")}`,
    email: `reader${index}@example.org`,
    state: "active",
    token_salt: "salt",
    created_at: "2026-11-01T00:00:00.000Z",
    confirmed_at: "2026-11-20T09:00:00.000Z",
    confirmation_sent_at: null,
    confirmations_sent: 1,
    account_id: null,
  }));
}

/** The daily edition at 08:00 UTC by mail, since the subscriber confirmed; their first digest. */
export function digestFor(
  subscriber: SubscriberTable,
  traits: Partial<DigestTable> = {},
): DigestTable {
  return {
    digest_id: subscriber.subscriber_id,
    subscriber_id: subscriber.subscriber_id,
    subject_kind: "edition",
    subject_target: "",
    subject_label: "The daily edition",
    cadence: "daily",
    weekday: 1,
    hour: 8,
    time_zone: "UTC",
    papers: 10,
    route: "mail",
    state: "active",
    created_at: subscriber.created_at,
    active_since: subscriber.confirmed_at ?? subscriber.created_at,
    next_due_at: null,
    covered_until: null,
    looked_until: null,
    ...traits,
  };
}

/** Writes subscribers, each with one digest. */
export async function addReaders(
  database: Database,
  rows: readonly SubscriberTable[],
  traits: Partial<DigestTable> = {},
): Promise<void> {
  await database.insertMany(database.kysely, { into: "subscriber", rows });
  const digests = rows.map((row) => digestFor(row, traits));
  await database.insertMany(database.kysely, { into: "digest", rows: digests });
}
