import { type ExpressionBuilder, sql } from "kysely";
import type { AccountId } from "#accounts";
import type { PaperId } from "#papers";
import type { Database, Executor, NetworkKeyTable, Schema, VoteTable } from "#platform";
import type { Page, PageRequest } from "../page.ts";
import { pageOf, placeIn, sizeOf } from "../paging.ts";
import type { VoteRecord } from "./votes.ts";

export type StoredVote = VoteTable;

const columns = ["paper_id", "account_id", "at", "weight", "network", "is_burst"] as const;

/** Standing votes of any of these accounts on any of these papers. */
export function findVotes(
  { isOneOf }: Database,
  executor: Executor,
  { paperIds, accountIds }: { paperIds: readonly string[]; accountIds: readonly string[] },
): Promise<StoredVote[]> {
  return executor
    .selectFrom("vote")
    .select(columns)
    .where(isOneOf("paper_id", paperIds))
    .where(isOneOf("account_id", accountIds))
    .execute();
}

/** Votes since an instant by paper and network, for those that have one. */
export async function countBursts(
  { isOneOf }: Database,
  executor: Executor,
  { paperIds, since }: { paperIds: readonly string[]; since: string },
): Promise<Map<string, number>> {
  const rows = await executor
    .selectFrom("vote")
    .select(["paper_id", "network", sql<number>`count(*)`.as("votes")])
    .where(isOneOf("paper_id", paperIds))
    .where("at", ">", since)
    .where("network", "<>", "")
    .groupBy(["paper_id", "network"])
    .execute();
  return new Map(rows.map((row) => [`${row.paper_id} ${row.network}`, Number(row.votes)]));
}

export async function saveVotes(
  database: Database,
  transaction: Executor,
  votes: readonly StoredVote[],
): Promise<void> {
  await database.insertMany(transaction, {
    into: "vote",
    rows: votes,
    onConflict: { keys: ["paper_id", "account_id"], update: ["weight"] },
  });
}

export async function deleteVotes(
  transaction: Executor,
  votes: readonly Pick<StoredVote, "paper_id" | "account_id">[],
): Promise<void> {
  for (const { paper_id, account_id } of votes) {
    await transaction
      .deleteFrom("vote")
      .where("paper_id", "=", paper_id)
      .where("account_id", "=", account_id)
      .execute();
  }
}

/** Every vote of these accounts. */
export function votesOfAccounts(
  { isOneOf }: Database,
  executor: Executor,
  accountIds: readonly string[],
): Promise<StoredVote[]> {
  return executor
    .selectFrom("vote")
    .select(columns)
    .where(isOneOf("account_id", accountIds))
    .orderBy("at")
    .orderBy("paper_id")
    .execute();
}

/** Forgets networks of votes from before an instant. */
export async function blankNetworks(database: Database, before: string): Promise<void> {
  const { kysely } = database;
  const isLeft = await kysely
    .selectFrom("vote")
    .select("at")
    .where("network", "<>", "")
    .where("at", "<", before)
    .limit(1)
    .executeTakeFirst();
  if (!isLeft) return;
  await kysely
    .updateTable("vote")
    .set({ network: "" })
    .where("network", "<>", "")
    .where("at", "<", before)
    .execute();
}

/** Newest first. */
export async function listVotes(
  { kysely }: Database,
  by: { readonly column: "paper_id" | "account_id"; readonly value: string },
  request: PageRequest,
): Promise<Page<{ paperId: PaperId; accountId: AccountId; at: string }>> {
  const other = by.column === "paper_id" ? "account_id" : "paper_id";
  const place = placeIn(request);
  const rows = await kysely
    .selectFrom("vote")
    .select(["paper_id", "account_id", "at"])
    .where(by.column, "=", by.value)
    .$if(place !== undefined, (query) => query.where(isBefore(place!, other)))
    .orderBy("at", "desc")
    .orderBy(other, "desc")
    .limit(sizeOf(request) + 1)
    .execute();
  const { items, next } = pageOf(rows, request, (row) => ({ at: row.at, id: row[other] }));
  return {
    items: items.map((row) => ({
      paperId: row.paper_id as PaperId,
      accountId: row.account_id as AccountId,
      at: row.at,
    })),
    ...(next === undefined ? {} : { next }),
  };
}

function isBefore(place: { at: string; id: string }, other: "paper_id" | "account_id") {
  return ({ eb, refTuple, tuple }: ExpressionBuilder<Schema, "vote">) =>
    eb(refTuple("at", other), "<", tuple(place.at, place.id));
}

/** Oldest first. */
export async function votesSince({ kysely }: Database, instant: string): Promise<VoteRecord[]> {
  const rows = await kysely
    .selectFrom("vote")
    .select(["paper_id", "at", "weight"])
    .where("at", ">=", instant)
    .orderBy("at")
    .orderBy("paper_id")
    .execute();
  return rows.map((row) => ({
    paperId: row.paper_id as PaperId,
    at: row.at,
    weight: Number(row.weight),
  }));
}

/** The key of a day: the one given, unless another process has made one. */
export async function shareNetworkKey(
  database: Database,
  wanted: NetworkKeyTable,
): Promise<string> {
  const { kysely } = database;
  await database.insertMany(kysely, {
    into: "network_key",
    rows: [wanted],
    onConflict: { keys: ["day"] },
  });
  const { key } = await kysely
    .selectFrom("network_key")
    .select("key")
    .where("day", "=", wanted.day)
    .executeTakeFirstOrThrow();
  return key;
}

export async function forgetNetworkKeys({ kysely }: Database, before: string): Promise<void> {
  await kysely.deleteFrom("network_key").where("day", "<", before).execute();
}
