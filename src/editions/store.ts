import { sql } from "kysely";
import type { PaperId } from "#papers";
import type { Database, EditionTable } from "#platform";
import type { Period, PeriodKind } from "./edition.ts";

/** What is kept of one period, open or frozen. */
export function findEdition(
  { kysely }: Database,
  period: Period,
): Promise<EditionTable | undefined> {
  return kysely.selectFrom("edition").selectAll().where("period", "=", period).executeTakeFirst();
}

/** Which periods of one kind to look among; `until` is included, the other two are not. */
export interface PeriodRange {
  readonly kind: PeriodKind;
  readonly after?: Period;
  readonly before?: Period;
  readonly until: Period;
}

/** The first or last period of the range that has papers. */
export async function findEnd(
  { kysely }: Database,
  { kind, after, before, until }: PeriodRange,
  end: "first" | "last",
): Promise<Period | undefined> {
  const row = await kysely
    .selectFrom("edition")
    .select("period")
    .where("kind", "=", kind)
    .where("period", "<=", until)
    .$if(after !== undefined, (query) => query.where("period", ">", after as string))
    .$if(before !== undefined, (query) => query.where("period", "<", before as string))
    .orderBy("period", end === "first" ? "asc" : "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.period as Period | undefined;
}

/** Newest first. */
export async function listEditions(
  { kysely }: Database,
  { kind, until }: PeriodRange,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ period: Period; papers: number }[]> {
  const rows = await kysely
    .selectFrom("edition")
    .select(["period", "papers"])
    .where("kind", "=", kind)
    .where("period", "<=", until)
    .orderBy("period", "desc")
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  return rows.map((row) => ({ period: row.period as Period, papers: row.papers }));
}

/** Editions that are not frozen, with the instant at which the last paper arrived. */
export async function listOpenEditions({
  kysely,
}: Database): Promise<{ period: Period; lastArrivalAt: Date }[]> {
  const rows = await kysely
    .selectFrom("edition")
    .select(["period", "last_arrival_at"])
    .where("frozen_at", "is", null)
    .orderBy("period")
    .execute();
  return rows.map((row) => ({
    period: row.period as Period,
    lastArrivalAt: new Date(row.last_arrival_at),
  }));
}

/** Frozen editions that hold the paper, and open ones in which it stands. */
export async function listPeriodsOf({ kysely }: Database, paperId: PaperId): Promise<Period[]> {
  const frozen = await kysely
    .selectFrom("edition_entry")
    .select("period")
    .where("paper_id", "=", paperId)
    .execute();
  const open = await kysely
    .selectFrom("placement")
    .innerJoin("edition", (join) =>
      join.on(
        sql.ref("edition.period"),
        "in",
        sql`(placement.day, placement.week, placement.month)`,
      ),
    )
    .select("edition.period")
    .where("placement.paper_id", "=", paperId)
    .where("edition.frozen_at", "is", null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("edition_choice")
            .select("edition_choice.kind")
            .where("edition_choice.kind", "=", "drop")
            .whereRef("edition_choice.period", "=", "edition.period")
            .whereRef("edition_choice.paper_id", "=", "placement.paper_id"),
        ),
      ),
    )
    .execute();
  return [...frozen, ...open].map((row) => row.period as Period);
}
