import { type Kysely, sql } from "kysely";
import type { Database, Schema } from "#platform";
import type { PaperRows } from "../paper-rows.ts";
import { lexemesIn } from "../paper-text.ts";
import { TURN } from "../tables/store.ts";

/** Position and totals of the stored index. */
export interface StoredState {
  readonly seq: number;
  readonly papers: number;
  readonly space: string;
  readonly isIndexed: boolean;
}

/** What one step along the change log brings. */
export interface PaperChanges {
  /** Position reached with it. */
  readonly seq: number;
  /** Each paper once. */
  readonly rows: readonly PaperRows[];
  readonly removed: readonly string[];
}

export type Step = (transaction: Kysely<Schema>, state: StoredState) => Promise<void>;

/** Runs `step` in a transaction; no two run at a time, in any process. */
export async function stepInTurn(database: Database, step: Step): Promise<void> {
  await database.kysely.transaction().execute(async (transaction) => {
    await database.takeTurn(transaction, TURN);
    await step(transaction, await readStoredState(transaction));
  });
}

async function readStoredState(executor: Kysely<Schema>): Promise<StoredState> {
  const row = await executor
    .selectFrom("search_state")
    .select(["seq", "papers", "space", "is_indexed"])
    .executeTakeFirstOrThrow();
  return {
    seq: Number(row.seq),
    papers: Number(row.papers),
    space: row.space,
    isIndexed: row.is_indexed === 1,
  };
}

/** Replaces and removes papers, and moves the position and all sums on, in one transaction. */
export async function writeChanges(
  database: Database,
  transaction: Kysely<Schema>,
  changes: PaperChanges,
): Promise<void> {
  const old = await takeOld(database, transaction, changes);
  await putPapers(database, transaction, changes.rows);
  await addTerms(transaction, countTerms(changes.rows, old));
  await addWords(database, transaction, changes.rows);
  await moveState(transaction, changes, old);
}

type OldPaper = Awaited<ReturnType<typeof takeOld>>[number];

/** Reads what is stored of the papers, and removes it where it is not written over. */
async function takeOld(
  { isOneOf }: Database,
  transaction: Kysely<Schema>,
  { rows, removed }: PaperChanges,
) {
  const put = rows.map(({ paper }) => paper.paper_id);
  const all = [...put, ...removed];
  const old = await transaction
    .selectFrom("search_paper")
    .select(["paper_id", "terms", "title_length", "abstract_length"])
    .where(isOneOf("paper_id", all))
    .execute();
  if (old.length === 0) return old;
  const known = old.map(({ paper_id }) => paper_id);
  const unseen = rows.filter(({ vector }) => vector === undefined);
  const withoutVector = [...removed, ...unseen.map(({ paper }) => paper.paper_id)];
  await transaction.deleteFrom("search_key").where(isOneOf("paper_id", known)).execute();
  await transaction.deleteFrom("search_vector").where(isOneOf("paper_id", withoutVector)).execute();
  await transaction.deleteFrom("search_paper").where(isOneOf("paper_id", removed)).execute();
  return old;
}

async function putPapers(
  database: Database,
  transaction: Kysely<Schema>,
  rows: readonly PaperRows[],
): Promise<void> {
  const columns = ["day", "has", "upvotes", "comments", "citations"] as const;
  const texts = ["title_length", "abstract_length", "terms", "labels"] as const;
  await database.insertMany(transaction, {
    into: "search_paper",
    rows: rows.map(({ paper }) => paper),
    onConflict: { keys: ["paper_id"], update: [...columns, ...texts] },
  });
  await database.insertMany(transaction, {
    into: "search_vector",
    rows: rows.flatMap(({ paper, vector }) =>
      vector === undefined ? [] : [{ paper_id: paper.paper_id, embedding: vector }],
    ),
    onConflict: { keys: ["paper_id"], update: ["embedding"] },
  });
  await database.insertMany(transaction, {
    into: "search_key",
    rows: rows.flatMap(({ paper, keys }) => keys.map((key) => ({ paper_id: paper.paper_id, key }))),
    onConflict: { keys: ["paper_id", "key"] },
  });
}

/** By how much the number of papers that hold a term changes. */
function countTerms(rows: readonly PaperRows[], old: readonly OldPaper[]): Map<string, number> {
  const counts = new Map<string, number>();
  const add = (terms: string, by: number) => {
    for (const lexeme of lexemesIn(terms)) counts.set(lexeme, (counts.get(lexeme) ?? 0) + by);
  };
  for (const { paper } of rows) add(paper.terms, 1);
  for (const { terms } of old) add(terms, -1);
  for (const [lexeme, count] of counts) if (count === 0) counts.delete(lexeme);
  return counts;
}

async function addTerms(
  transaction: Kysely<Schema>,
  counts: ReadonlyMap<string, number>,
): Promise<void> {
  // In order, so that neighbouring rows are written together.
  const lexemes = [...counts.keys()].sort();
  const papers = lexemes.map((lexeme) => counts.get(lexeme));
  await sql`insert into search_term (lexeme, papers)
    select * from unnest(${lexemes}::text[], ${papers}::bigint[])
    on conflict (lexeme) do update set papers = search_term.papers + excluded.papers`.execute(
    transaction,
  );
}

async function addWords(
  database: Database,
  transaction: Kysely<Schema>,
  rows: readonly PaperRows[],
): Promise<void> {
  const words = new Map(rows.flatMap(({ words }) => [...words]));
  const values = new Map(
    rows.flatMap(({ values }) => values.map((row) => [`${row.list}:${row.slug}`, row] as const)),
  );
  await database.insertMany(transaction, {
    into: "search_word",
    rows: [...words].sort().map(([word, lexeme]) => ({ word, lexeme })),
    onConflict: { keys: ["word"] },
  });
  await database.insertMany(transaction, {
    into: "search_value",
    rows: [...values.values()].map((row) => ({ ...row, tokens: [...row.tokens] })),
    onConflict: { keys: ["list", "slug"] },
  });
}

async function moveState(
  transaction: Kysely<Schema>,
  { rows, seq }: PaperChanges,
  old: readonly OldPaper[],
): Promise<void> {
  const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
  const papers = rows.map(({ paper }) => paper);
  const titles =
    sum(papers.map((paper) => paper.title_length)) - sum(old.map((paper) => paper.title_length));
  const abstracts =
    sum(papers.map((paper) => paper.abstract_length)) -
    sum(old.map((paper) => paper.abstract_length));
  const tallies = papers.map(({ upvotes, citations }) => Math.max(upvotes, citations));
  const largest = tallies.reduce((most, tally) => Math.max(most, tally), 0);
  const newest = papers.reduce((last, { day }) => Math.max(last, day), 0);
  await sql`update search_state set seq = ${seq},
    papers = papers + ${papers.length - old.length},
    title_words = title_words + ${titles}, abstract_words = abstract_words + ${abstracts},
    largest_tally = greatest(largest_tally, ${largest}),
    newest_day = greatest(newest_day, ${newest})`.execute(transaction);
}
