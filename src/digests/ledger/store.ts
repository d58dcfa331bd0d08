import type { Selectable } from "kysely";
import type { DeliveryName } from "#mail";
import type { Database, DeliveryTable, Executor } from "#platform";
import type { DigestRow, SubscriberRow } from "../subscribers/store.ts";
import { expire, revive } from "./late/store.ts";

export type DeliveryRow = Selectable<DeliveryTable>;

/** A row of the ledger, the digest it is of and whom it is for. */
export interface ClaimedDelivery {
  readonly delivery: DeliveryRow;
  readonly subscriber: SubscriberRow;
  readonly digest: DigestRow;
}

interface ClaimRequest {
  readonly now: string;
  readonly leaseToken: string;
  readonly leaseUntil: string;
  readonly limit: number;
  readonly period?: string;
  readonly subscriberId?: string;
}

/** Writes what becomes of rows. States: due → sending → sent | failed | expired | suppressed. */
export interface LedgerStore {
  recipientOf(name: DeliveryName): Promise<string | undefined>;
  lastSentTo(address: string): Promise<DeliveryName | undefined>;
  findActiveId(email: string): Promise<string | undefined>;
  /** Makes what was not sent due at `now`, on the word of the operator. */
  revive(period: string, now: string, subscriberId?: string): Promise<void>;
  /**
   * Gives up what was due before `limit`, and its papers may be brought by a later issue; returns
   * how many rows.
   */
  expire(limit: string): Promise<number>;
  /** Rows claimed by a run that has ended without a word: its lease is over, or it died. */
  listAbandoned(now: string): Promise<DeliveryRow[]>;
  /** Whether any run, of this process or another, has rows under its lease. */
  isAnySending(): Promise<boolean>;
  claim(request: ClaimRequest): Promise<ClaimedDelivery[]>;
  /** Whether the row is still this run's to send, and the reader still wants it. */
  isWanted(row: DeliveryRow): Promise<boolean>;
  /** Lets the claim of a run end later; rows that somebody else has claimed stay theirs. */
  renew(leaseToken: string, leaseUntil: string): Promise<void>;
  /** Writes what became of a row, unless somebody else has claimed it since. */
  settle(row: DeliveryRow, change: Partial<DeliveryRow>): Promise<void>;
}

export function createLedgerStore(database: Database): LedgerStore {
  const { kysely } = database;
  return {
    recipientOf: (name) => recipientOf(kysely, name),
    lastSentTo: (address) => lastSentTo(kysely, address),
    findActiveId: (email) => findActiveId(kysely, email),
    revive: (period, now, subscriberId) =>
      kysely.transaction().execute(async (transaction) => {
        await revive(transaction, { period, now }, subscriberId);
      }),
    expire: (limit) => expire(database, limit),
    listAbandoned: (now) => listAbandoned(database, now),
    async isAnySending() {
      const rows = kysely.selectFrom("delivery").select("period").where("state", "=", "sending");
      return (await rows.limit(1).executeTakeFirst()) !== undefined;
    },
    claim: (request) =>
      kysely.transaction().execute((transaction) => claim(transaction, database, request)),
    isWanted: (row) => isWanted(kysely, row),
    async renew(leaseToken, lease_until) {
      const update = kysely.updateTable("delivery").set({ lease_until });
      await update.where("state", "=", "sending").where("lease_token", "=", leaseToken).execute();
    },
    settle: (row, change) => settle(kysely, row, change),
  };
}

async function recipientOf(
  executor: Executor,
  { digestId, period }: DeliveryName,
): Promise<string | undefined> {
  const row = await executor
    .selectFrom("delivery")
    .innerJoin("subscriber", "subscriber.subscriber_id", "delivery.subscriber_id")
    .select("subscriber.email")
    .where("delivery.digest_id", "=", digestId)
    .where("delivery.period", "=", period)
    .executeTakeFirst();
  return row?.email;
}

async function lastSentTo(executor: Executor, address: string): Promise<DeliveryName | undefined> {
  const row = await executor
    .selectFrom("subscriber")
    .innerJoin("delivery", "delivery.subscriber_id", "subscriber.subscriber_id")
    .select(["delivery.digest_id", "delivery.period"])
    .where("subscriber.email", "=", address.trim().toLowerCase())
    .where("delivery.state", "=", "sent")
    .orderBy("delivery.sent_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return row && { digestId: row.digest_id, period: row.period };
}

async function findActiveId(executor: Executor, email: string): Promise<string | undefined> {
  const row = await executor
    .selectFrom("subscriber")
    .select("subscriber_id")
    .where("email", "=", email)
    .where("state", "=", "active")
    .executeTakeFirst();
  return row?.subscriber_id;
}

async function listAbandoned(database: Database, now: string): Promise<DeliveryRow[]> {
  const rows = database.kysely.selectFrom("delivery").selectAll().where("state", "=", "sending");
  // On SQLite one process has the data folder to itself: no other can be sending.
  if (database.dialect === "sqlite") return rows.execute();
  return rows.where("lease_until", "<", now).execute();
}

async function isWanted(executor: Executor, delivery: DeliveryRow): Promise<boolean> {
  const row = await executor
    .selectFrom("delivery")
    .innerJoin("digest", "digest.digest_id", "delivery.digest_id")
    .innerJoin("subscriber", "subscriber.subscriber_id", "digest.subscriber_id")
    .select("delivery.period")
    .where("delivery.digest_id", "=", delivery.digest_id)
    .where("delivery.period", "=", delivery.period)
    .where("delivery.state", "=", "sending")
    .where("delivery.lease_token", "=", delivery.lease_token)
    .where("digest.state", "=", "active")
    .where("subscriber.state", "=", "active")
    .executeTakeFirst();
  return row !== undefined;
}

async function settle(
  executor: Executor,
  row: DeliveryRow,
  change: Partial<DeliveryRow>,
): Promise<void> {
  await executor
    .updateTable("delivery")
    .set({ lease_token: null, lease_until: null, ...change })
    .where("digest_id", "=", row.digest_id)
    .where("period", "=", row.period)
    .where("state", "=", "sending")
    .where("lease_token", "=", row.lease_token)
    .execute();
}

/** Rows of readers who have left are taken out on the way, so that there may be more to look at. */
async function claim(
  transaction: Executor,
  database: Database,
  request: ClaimRequest,
): Promise<ClaimedDelivery[]> {
  for (;;) {
    const rows = await findDue(transaction, database, request);
    const claimed: ClaimedDelivery[] = [];
    for (const row of rows) {
      const reader = await findReader(transaction, row.digest_id);
      const lease = { lease_token: request.leaseToken, lease_until: request.leaseUntil };
      const change = reader
        ? { ...lease, state: "sending", attempts: row.attempts + 1 }
        : { state: "suppressed" };
      await transaction
        .updateTable("delivery")
        .set(change)
        .where("digest_id", "=", row.digest_id)
        .where("period", "=", row.period)
        .execute();
      if (reader) claimed.push({ delivery: { ...row, ...change }, ...reader });
    }
    if (claimed.length > 0 || rows.length === 0) return claimed;
  }
}

function findDue(
  transaction: Executor,
  database: Database,
  request: ClaimRequest,
): Promise<DeliveryRow[]> {
  let query = transaction
    .selectFrom("delivery")
    .selectAll()
    .where("state", "=", "due")
    .where("due_at", "<=", request.now)
    .where((row) => row.or([row("lease_until", "is", null), row("lease_until", "<=", request.now)]))
    .orderBy("due_at")
    .orderBy("digest_id")
    .limit(request.limit);
  if (request.period) query = query.where("period", "=", request.period);
  if (request.subscriberId) query = query.where("subscriber_id", "=", request.subscriberId);
  if (database.dialect === "postgres") query = query.forUpdate().skipLocked();
  return query.execute();
}

/** Who has it brought; absent when they have left, or stopped that digest. */
async function findReader(
  transaction: Executor,
  digestId: string,
): Promise<Omit<ClaimedDelivery, "delivery"> | undefined> {
  const digest = await transaction
    .selectFrom("digest")
    .selectAll()
    .where("digest_id", "=", digestId)
    .where("state", "=", "active")
    .executeTakeFirst();
  if (!digest) return undefined;
  const subscriber = await transaction
    .selectFrom("subscriber")
    .selectAll()
    .where("subscriber_id", "=", digest.subscriber_id)
    .where("state", "=", "active")
    .executeTakeFirst();
  return subscriber && { digest, subscriber };
}
