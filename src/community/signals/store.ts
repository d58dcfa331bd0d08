import { type SelectQueryBuilder, sql } from "kysely";
import type { Database, FollowTable, Schema } from "#platform";

export interface DeedRow {
  account_id: string;
  paper_id: string;
  kind: string;
  at: string;
}

/** Newest first; at most `most` of each account. */
export async function readDeeds(
  database: Database,
  accountIds: readonly string[],
  most: number,
): Promise<DeedRow[]> {
  const { kysely } = database;
  const all = everyDeed(database, accountIds);
  const numbered = kysely
    .selectFrom(all.as("deed"))
    .select([
      "account_id",
      "paper_id",
      "kind",
      "at",
      sql<number>`row_number() over (partition by account_id order by at desc, paper_id)`.as(
        "place",
      ),
    ]);
  return kysely
    .selectFrom(numbered.as("numbered"))
    .select(["account_id", "paper_id", "kind", "at"])
    .where("place", "<=", most)
    .orderBy("account_id")
    .orderBy("place")
    .execute();
}

function everyDeed({ kysely, isOneOf }: Database, accountIds: readonly string[]) {
  const votes = kysely
    .selectFrom("vote")
    .select(["account_id", "paper_id", sql<string>`'upvoted'`.as("kind"), "at"])
    .where(isOneOf("account_id", accountIds));
  const marks = kysely
    .selectFrom("shelf_mark")
    .select([
      "account_id",
      "paper_id",
      sql<string>`case mark when 'bookmark' then 'saved' else mark end`.as("kind"),
      "at",
    ])
    .where(isOneOf("account_id", accountIds));
  const collected = kysely
    .selectFrom("collection_entry")
    .innerJoin("collection", "collection.collection_id", "collection_entry.collection_id")
    .select([
      "collection.account_id",
      "paper_id",
      sql<string>`'collected'`.as("kind"),
      "added_at as at",
    ])
    .where(isOneOf("collection.account_id", accountIds));
  return votes.unionAll(marks).unionAll(collected);
}

export function readFollows(
  { kysely, isOneOf }: Database,
  accountIds: readonly string[],
): Promise<FollowTable[]> {
  return kysely
    .selectFrom("follow")
    .selectAll()
    .where(isOneOf("account_id", accountIds))
    .orderBy("at", "desc")
    .orderBy("target")
    .execute();
}

/** Papers that an account likes, each once. */
function likes({ kysely }: Database) {
  const votes = kysely.selectFrom("vote").select(["account_id", "paper_id"]);
  const marks = kysely
    .selectFrom("shelf_mark")
    .select(["account_id", "paper_id"])
    .where("mark", "=", "bookmark");
  const collected = kysely
    .selectFrom("collection_entry")
    .innerJoin("collection", "collection.collection_id", "collection_entry.collection_id")
    .select(["collection.account_id", "paper_id"]);
  return votes.union(marks).union(collected) as SelectQueryBuilder<
    Schema,
    "vote",
    { account_id: string; paper_id: string }
  >;
}

export async function countActive(database: Database, deeds: number): Promise<number> {
  const { kysely } = database;
  const active = kysely
    .selectFrom(likes(database).as("liked"))
    .select("account_id")
    .groupBy("account_id")
    .having((having) => having.fn.countAll(), ">=", deeds);
  const { count } = await kysely
    .selectFrom(active.as("active"))
    .select((select) => select.fn.countAll().as("count"))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Ids of the next accounts that like anything, in order. */
export async function accountsAfter(
  database: Database,
  after: string,
  most: number,
): Promise<string[]> {
  const rows = await database.kysely
    .selectFrom(likes(database).as("liked"))
    .select("account_id")
    .distinct()
    .where("account_id", ">", after)
    .orderBy("account_id")
    .limit(most)
    .execute();
  return rows.map((row) => row.account_id);
}
