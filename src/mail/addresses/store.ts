import type { Database, Executor, MailAddressTable } from "#platform";
import { type Fare, freshFare } from "./policy.ts";

export interface AddressStore {
  find(hash: string): Promise<Fare>;
  /** Those among the hashes that get nothing. */
  suppressed(hashes: readonly string[]): Promise<string[]>;
  /** Reads and writes in one transaction, so that no report is lost beside another. */
  change(hash: string, by: (fare: Fare) => Fare, executor?: Executor): Promise<Fare>;
  /** How many get nothing, by reason. */
  counts(): Promise<Readonly<Record<string, number>>>;
}

export function createAddressStore(database: Database): AddressStore {
  const { kysely } = database;
  const change = async (transaction: Executor, hash: string, by: (fare: Fare) => Fare) => {
    await database.takeTurn(transaction, `mail address ${hash}`);
    const fare = by(await findFare(transaction, hash));
    const row = { address_hash: hash, ...toColumns(fare) };
    const { address_hash: _, ...columns } = row;
    await transaction
      .insertInto("mail_address")
      .values(row)
      .onConflict((conflict) => conflict.column("address_hash").doUpdateSet(columns))
      .execute();
    return fare;
  };
  return {
    find: (hash) => findFare(kysely, hash),
    async suppressed(hashes) {
      const rows = await kysely
        .selectFrom("mail_address")
        .select("address_hash")
        .where("state", "=", "suppressed")
        .where(database.isOneOf("address_hash", hashes))
        .execute();
      return rows.map((row) => row.address_hash);
    },
    change: (hash, by, executor) =>
      executor
        ? change(executor, hash, by)
        : kysely.transaction().execute((transaction) => change(transaction, hash, by)),
    async counts() {
      const rows = await kysely
        .selectFrom("mail_address")
        .select(({ fn }) => ["reason", fn.countAll<number | string>().as("count")])
        .where("state", "=", "suppressed")
        .groupBy("reason")
        .execute();
      return Object.fromEntries(rows.map(({ reason, count }) => [String(reason), Number(count)]));
    },
  };
}

async function findFare(executor: Executor, hash: string): Promise<Fare> {
  const row = await executor
    .selectFrom("mail_address")
    .selectAll()
    .where("address_hash", "=", hash)
    .executeTakeFirst();
  return row ? toFare(row) : freshFare;
}

function toFare(row: MailAddressTable): Fare {
  return {
    state: row.state === "suppressed" ? "suppressed" : "fine",
    reason: row.reason as Fare["reason"],
    score: row.score,
    hardBounces: row.hard_bounces,
    firstHardAt: row.first_hard_at,
    lastBounceAt: row.last_bounce_at,
    suppressedAt: row.suppressed_at,
  };
}

function toColumns(fare: Fare): Omit<MailAddressTable, "address_hash"> {
  return {
    state: fare.state,
    reason: fare.reason,
    score: fare.score,
    hard_bounces: fare.hardBounces,
    first_hard_at: fare.firstHardAt,
    last_bounce_at: fare.lastBounceAt,
    suppressed_at: fare.suppressedAt,
  };
}
