import { type Kysely, type Selectable, sql } from "kysely";
import type { Database, DeliveryTable, Schema } from "#platform";
import type { SubscriberRow } from "../subscribers/store.ts";

export type DeliveryRow = Selectable<DeliveryTable>;

/** A row of the ledger and the subscriber it is for. */
export interface ClaimedDelivery {
  readonly delivery: DeliveryRow;
  readonly subscriber: SubscriberRow;
}

/** Which active subscribers get rows for an edition; what is left out does not narrow. */
export interface Audience {
  readonly cadence?: string;
  readonly timeZone?: string;
  readonly hour?: number;
  readonly subscriberId?: string;
  /** Only who confirmed by then: nobody gets the news of before. */
  readonly confirmedBy?: string;
}

interface ClaimRequest {
  readonly now: string;
  readonly leaseToken: string;
  readonly leaseUntil: string;
  readonly limit: number;
  readonly period?: string;
  readonly subscriberId?: string;
}

/** The only writer of `delivery`. States: due → sending → sent | failed | expired | suppressed. */
export interface LedgerStore {
  /** The distinct hours and zones of active subscribers who have no row for this period yet. */
  listOpenSchedules(
    cadence: string,
    period: string,
  ): Promise<{ time_zone: string; hour: number }[]>;
  findActiveId(email: string): Promise<string | undefined>;
  /** Writes a row for everybody in the audience; who has one for this period keeps it. */
  fill(
    period: string,
    audience: Audience,
    row: { readonly dueAt: string; readonly domain: string },
  ): Promise<void>;
  /** Makes what was not sent due at `now`, on the word of the operator. */
  revive(period: string, now: string, subscriberId?: string): Promise<void>;
  /** Gives up what was due before `limit`; returns how many rows. */
  expire(limit: string): Promise<number>;
  /** Rows claimed by a run that has ended without a word: its lease is over, or it died. */
  listAbandoned(now: string): Promise<DeliveryRow[]>;
  /** Whether any run, of this process or another, has rows under its lease. */
  isAnySending(): Promise<boolean>;
  claim(request: ClaimRequest): Promise<ClaimedDelivery[]>;
  /** Whether the row is still this run's to send, and the reader still wants it. */
  isWanted(row: DeliveryRow): Promise<boolean>;
  /** Writes what became of a row, unless somebody else has claimed it since. */
  settle(row: DeliveryRow, change: Partial<DeliveryRow>): Promise<void>;
}

export function createLedgerStore(database: Database): LedgerStore {
  const { kysely } = database;
  return {
    listOpenSchedules: (cadence, period) => listOpenSchedules(kysely, cadence, period),
    findActiveId: (email) => findActiveId(kysely, email),
    fill: (period, audience, row) => fill(kysely, period, audience, row),
    revive: (period, now, subscriberId) => revive(kysely, { period, now }, subscriberId),
    expire: (limit) => expire(kysely, limit),
    listAbandoned: (now) => listAbandoned(database, now),
    async isAnySending() {
      const rows = kysely.selectFrom("delivery").select("period").where("state", "=", "sending");
      return (await rows.limit(1).executeTakeFirst()) !== undefined;
    },
    claim: (request) =>
      kysely.transaction().execute((transaction) => claim(transaction, database, request)),
    isWanted: (row) => isWanted(kysely, row),
    settle: (row, change) => settle(kysely, row, change),
  };
}

async function findActiveId(executor: Kysely<Schema>, email: string): Promise<string | undefined> {
  const row = await executor
    .selectFrom("subscriber")
    .select("subscriber_id")
    .where("email", "=", email)
    .where("state", "=", "active")
    .executeTakeFirst();
  return row?.subscriber_id;
}

function listOpenSchedules(executor: Kysely<Schema>, cadence: string, period: string) {
  return executor
    .selectFrom("subscriber")
    .select(["time_zone", "hour"])
    .distinct()
    .where("state", "=", "active")
    .where("cadence", "=", cadence)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("delivery")
            .select("delivery.period")
            .whereRef("delivery.subscriber_id", "=", "subscriber.subscriber_id")
            .where("delivery.period", "=", period),
        ),
      ),
    )
    .execute();
}

async function revive(
  executor: Kysely<Schema>,
  { period, now }: { period: string; now: string },
  subscriberId: string | undefined,
): Promise<void> {
  let update = executor
    .updateTable("delivery")
    .set({ state: "due", due_at: now, attempts: 0, lease_until: null })
    .where("period", "=", period)
    .where("state", "in", ["due", "expired", "failed"]);
  if (subscriberId) update = update.where("subscriber_id", "=", subscriberId);
  await update.execute();
}

async function expire(executor: Kysely<Schema>, limit: string): Promise<number> {
  const result = await executor
    .updateTable("delivery")
    .set({ state: "expired" })
    .where("state", "=", "due")
    .where("due_at", "<", limit)
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

async function listAbandoned(database: Database, now: string): Promise<DeliveryRow[]> {
  const rows = database.kysely.selectFrom("delivery").selectAll().where("state", "=", "sending");
  // On SQLite one process has the data folder to itself: no other can be sending.
  if (database.dialect === "sqlite") return rows.execute();
  return rows.where("lease_until", "<", now).execute();
}

async function isWanted(executor: Kysely<Schema>, delivery: DeliveryRow): Promise<boolean> {
  const row = await executor
    .selectFrom("delivery")
    .innerJoin("subscriber", "subscriber.subscriber_id", "delivery.subscriber_id")
    .select("subscriber.state")
    .where("delivery.subscriber_id", "=", delivery.subscriber_id)
    .where("delivery.period", "=", delivery.period)
    .where("delivery.lease_token", "=", delivery.lease_token)
    .executeTakeFirst();
  return row?.state === "active";
}

async function settle(
  executor: Kysely<Schema>,
  row: DeliveryRow,
  change: Partial<DeliveryRow>,
): Promise<void> {
  await executor
    .updateTable("delivery")
    .set({ lease_token: null, lease_until: null, ...change })
    .where("subscriber_id", "=", row.subscriber_id)
    .where("period", "=", row.period)
    .where("state", "=", "sending")
    .where("lease_token", "=", row.lease_token)
    .execute();
}

async function fill(
  executor: Kysely<Schema>,
  period: string,
  audience: Audience,
  row: { dueAt: string; domain: string },
): Promise<void> {
  const { cadence, timeZone, hour, subscriberId, confirmedBy } = audience;
  const text = (value: string) => sql<string>`cast(${value} as text)`;
  await executor
    .insertInto("delivery")
    .columns(["subscriber_id", "period", "state", "due_at", "attempts", "message_id"])
    .expression((build) => {
      let people = build
        .selectFrom("subscriber")
        .select([
          "subscriber_id",
          text(period).as("period"),
          text("due").as("state"),
          text(row.dueAt).as("due_at"),
          sql<number>`0`.as("attempts"),
          sql<string>`${text(`${period}.`)} || subscriber_id || ${text(`@${row.domain}`)}`.as("id"),
        ])
        .where("state", "=", "active");
      if (cadence !== undefined) people = people.where("cadence", "=", cadence);
      if (timeZone !== undefined) people = people.where("time_zone", "=", timeZone);
      if (hour !== undefined) people = people.where("hour", "=", hour);
      if (subscriberId !== undefined) people = people.where("subscriber_id", "=", subscriberId);
      if (confirmedBy !== undefined) people = people.where("confirmed_at", "<=", confirmedBy);
      return people;
    })
    .onConflict((conflict) => conflict.columns(["subscriber_id", "period"]).doNothing())
    .execute();
}

async function claim(
  transaction: Kysely<Schema>,
  database: Database,
  request: ClaimRequest,
): Promise<ClaimedDelivery[]> {
  await suppress(transaction);
  let query = transaction
    .selectFrom("delivery")
    .selectAll()
    .where("state", "=", "due")
    .where("due_at", "<=", request.now)
    .where((row) => row.or([row("lease_until", "is", null), row("lease_until", "<=", request.now)]))
    .orderBy("due_at")
    .orderBy("subscriber_id")
    .limit(request.limit);
  if (request.period) query = query.where("period", "=", request.period);
  if (request.subscriberId) query = query.where("subscriber_id", "=", request.subscriberId);
  if (database.dialect === "postgres") query = query.forUpdate().skipLocked();
  const rows = await query.execute();
  const lease = { lease_token: request.leaseToken, lease_until: request.leaseUntil };
  const claimed: ClaimedDelivery[] = [];
  for (const row of rows) {
    const change = { ...lease, state: "sending", attempts: row.attempts + 1 };
    await transaction
      .updateTable("delivery")
      .set(change)
      .where("subscriber_id", "=", row.subscriber_id)
      .where("period", "=", row.period)
      .execute();
    const subscriber = await transaction
      .selectFrom("subscriber")
      .selectAll()
      .where("subscriber_id", "=", row.subscriber_id)
      .executeTakeFirstOrThrow();
    claimed.push({ delivery: { ...row, ...change }, subscriber });
  }
  return claimed;
}

/** Takes out what is due to readers who have left. */
async function suppress(transaction: Kysely<Schema>): Promise<void> {
  await transaction
    .updateTable("delivery")
    .set({ state: "suppressed" })
    .where("state", "=", "due")
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("subscriber")
            .select("subscriber.subscriber_id")
            .whereRef("subscriber.subscriber_id", "=", "delivery.subscriber_id")
            .where("subscriber.state", "=", "active"),
        ),
      ),
    )
    .execute();
}
