import { type RawBuilder, sql } from "kysely";
import type { PaperId } from "#papers";
import type { Database, PlacementTable } from "#platform";

/** What of a placement trending looks at. */
export type CandidateRow = Pick<PlacementTable, "paper_id" | "day" | "upvotes" | "prior">;

const columns = sql.raw("paper_id, day, upvotes, prior");

/** The first papers of each of these days, in one query along the index of the days. */
export async function listFirstOfDays(
  { kysely }: Database,
  days: readonly string[],
  perDay: number,
): Promise<CandidateRow[]> {
  if (days.length === 0) return [];
  const parts = days.map(
    (day): RawBuilder<CandidateRow> => sql<CandidateRow>`
      select * from (select ${columns} from placement where day = ${day}
        order by upvotes desc, prior desc, tie limit ${sql.lit(perDay)}) as of_day`,
  );
  const query = sql<CandidateRow>`${sql.join(parts, sql` union all `)}`;
  return (await query.execute(kysely)).rows;
}

export function listByIds(
  database: Database,
  paperIds: readonly PaperId[],
): Promise<CandidateRow[]> {
  return database.kysely
    .selectFrom("placement")
    .select(["paper_id", "day", "upvotes", "prior"])
    .where(database.isOneOf("paper_id", paperIds))
    .execute();
}

/** Newest first: papers of weeks in which somebody voted. */
export async function listSettled(
  { kysely }: Database,
  { from, until, limit }: { from: string; until: string; limit: number },
): Promise<Pick<PlacementTable, "paper_id" | "week" | "upvotes">[]> {
  return kysely
    .selectFrom("placement")
    .select(["paper_id", "week", "upvotes"])
    .where("day", ">=", from)
    .where("day", "<=", until)
    .where("week", "in", (query) =>
      query
        .selectFrom("placement as other")
        .select("other.week")
        .where("other.day", ">=", from)
        .where("other.day", "<=", until)
        .where("other.upvotes", ">", 0),
    )
    .orderBy("day", "desc")
    .orderBy("tie")
    .limit(limit)
    .execute();
}

/** Votes and papers of a day. */
export async function sumOfDay(
  { kysely }: Database,
  day: string,
): Promise<{ votes: number; papers: number }> {
  const row = await kysely
    .selectFrom("placement")
    .select((select) => [
      select.fn.coalesce(select.fn.sum<number>("upvotes"), sql<number>`0`).as("votes"),
      select.fn.countAll<number>().as("papers"),
    ])
    .where("day", "=", day)
    .executeTakeFirstOrThrow();
  return { votes: Number(row.votes), papers: Number(row.papers) };
}
