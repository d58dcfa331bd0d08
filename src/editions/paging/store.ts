import { setImmediate } from "node:timers/promises";
import { type SqlBool, sql } from "kysely";
import type { PaperId } from "#papers";
import type { Database, Day } from "#platform";
import type { EditionSort, Period } from "../edition.ts";
import { periodKind } from "../period.ts";
import type { PlacedPaper } from "./placed-paper.ts";

export interface PageRequest {
  readonly sort: EditionSort;
  readonly limit: number;
  readonly offset: number;
  /** Papers that are left out, of an open edition. */
  readonly without?: readonly PaperId[];
}

export interface PageRow {
  readonly paperId: PaperId;
  readonly upvotes: number;
  readonly comments: number;
  readonly score: number;
  readonly isPinned?: true;
}

/**
 * One page of an open edition. Under `new` and `discussed` the papers that have a date or a
 * comment come first; the others follow as under `votes`.
 */
export function listPlaced(
  database: Database,
  period: Period,
  page: PageRequest,
): Promise<PageRow[]> {
  const { without = [] } = page;
  const rows = (part: Part) =>
    placed(database, period, part).$if(without.length > 0, (query) =>
      query.where((expression) => expression.not(database.isOneOf("paper_id", without))),
    );
  return listParts(page, {
    count: (part) => countRows(rows(part)),
    list: (part, limit, offset) =>
      rows(part)
        .select(["paper_id", "upvotes", "comments"])
        .select(sql<number>`upvotes + prior`.as("score"))
        .$if(isDated(part), (query) => query.orderBy("submitted_at", "desc"))
        .$if(isDiscussed(part), (query) => query.orderBy("comments", "desc"))
        .orderBy("upvotes", "desc")
        .orderBy("prior", "desc")
        .orderBy("tie")
        .limit(limit)
        .offset(offset)
        .execute(),
  });
}

/** Those of these papers that stand in an open edition, in no order. */
export async function listPlacedOf(
  database: Database,
  period: Period,
  paperIds: readonly PaperId[],
): Promise<PageRow[]> {
  if (paperIds.length === 0) return [];
  const rows = await placed(database, period, "all")
    .select(["paper_id", "upvotes", "comments"])
    .select(sql<number>`upvotes + prior`.as("score"))
    .where(database.isOneOf("paper_id", paperIds))
    .execute();
  return rows.map(toPageRow);
}

/** Rows read before others have a turn. */
const ROWS_AT_A_TIME = 2_000;

/** All papers of a day, in no order. */
export async function listPlacedOn({ kysely }: Database, day: Day): Promise<PlacedPaper[]> {
  const placed: PlacedPaper[] = [];
  for (let offset = 0; ; offset += ROWS_AT_A_TIME) {
    const rows = await kysely
      .selectFrom("placement")
      .select(["paper_id", "tie"])
      .select(sql<number>`upvotes + prior`.as("score"))
      .where("day", "=", day)
      .orderBy("upvotes", "desc")
      .orderBy("prior", "desc")
      .orderBy("tie")
      .limit(ROWS_AT_A_TIME)
      .offset(offset)
      .execute();
    for (const { paper_id, score, tie } of rows) {
      placed.push({ paperId: paper_id as PaperId, score, tie });
    }
    if (rows.length < ROWS_AT_A_TIME) return placed;
    await setImmediate();
  }
}

/** One page of a frozen edition. */
export function listFrozen(
  database: Database,
  period: Period,
  page: PageRequest,
): Promise<PageRow[]> {
  return listParts(page, {
    count: (part) => countRows(frozen(database, period, part)),
    list: (part, limit, offset) =>
      frozen(database, period, part)
        .select(["paper_id", "upvotes", "comments", "score"])
        .$if(isDated(part), (query) => query.orderBy("submitted_at", "desc"))
        .$if(isDiscussed(part), (query) => query.orderBy("comments", "desc"))
        .orderBy("rank")
        .limit(limit)
        .offset(offset)
        .execute(),
  });
}

/** Conditions, written out as the partial indexes have them, or those would not be used. */
const parts = {
  all: sql<SqlBool>`1 = 1`,
  dated: sql<SqlBool>`submitted_at is not null`,
  undated: sql<SqlBool>`submitted_at is null`,
  discussed: sql<SqlBool>`comments > 0`,
  undiscussed: sql<SqlBool>`comments = 0`,
};

type Part = keyof typeof parts;

const partsOfSort: Readonly<Record<EditionSort, readonly [Part, Part?]>> = {
  votes: ["all"],
  new: ["dated", "undated"],
  discussed: ["discussed", "undiscussed"],
};

const isDated = (part: Part) => part === "dated";
const isDiscussed = (part: Part) => part === "discussed";

function placed({ kysely }: Database, period: Period, part: Part) {
  return kysely.selectFrom("placement").where(periodKind(period), "=", period).where(parts[part]);
}

function frozen({ kysely }: Database, period: Period, part: Part) {
  return kysely.selectFrom("edition_entry").where("period", "=", period).where(parts[part]);
}

type Rows = ReturnType<typeof placed> | ReturnType<typeof frozen>;

async function countRows(rows: Rows): Promise<number> {
  const query = rows as ReturnType<typeof placed>;
  const row = await query
    .select((select) => select.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return row.count;
}

interface RawRow {
  readonly paper_id: string;
  readonly upvotes: number;
  readonly comments: number;
  readonly score: number;
}

interface PartReader {
  count(part: Part): Promise<number>;
  list(part: Part, limit: number, offset: number): Promise<RawRow[]>;
}

/** Fills a page from the first part and, where that ends, from the second. */
async function listParts(page: PageRequest, reader: PartReader): Promise<PageRow[]> {
  const [first, second] = partsOfSort[page.sort];
  const rows = await reader.list(first, page.limit, page.offset);
  const missing = page.limit - rows.length;
  if (second && missing > 0) {
    const start = rows.length > 0 ? 0 : Math.max(0, page.offset - (await reader.count(first)));
    rows.push(...(await reader.list(second, missing, start)));
  }
  return rows.map(toPageRow);
}

function toPageRow({ paper_id, upvotes, comments, score }: RawRow): PageRow {
  return { paperId: paper_id as PaperId, upvotes, comments, score };
}
