import { type RawBuilder, sql } from "kysely";
import type { PaperId } from "#papers";
import type { Database } from "#platform";
import type { SearchSort } from "../../search.ts";
import type { Language } from "../../text/languages.ts";
import { languages } from "../../text/stem-language.ts";
import { languageTerm } from "../../text/terms.ts";
import { lexemeOf } from "../lexemes.ts";
import {
  type Condition,
  holdsGroups,
  isOneOf,
  type Selection,
  whereAll,
} from "../selecting/store.ts";
import { setForTransaction } from "../settings/store.ts";

/** Sums over the whole index. */
export interface IndexTotals {
  readonly seq: number;
  readonly documents: number;
  readonly averageTitle: number;
  readonly averageAbstract: number;
  readonly largestTally: number;
  readonly newestDay: number;
  readonly isIndexed: boolean;
  /** Languages besides English in which papers are written. */
  readonly languages: readonly Language[];
}

/** What a score needs of one paper. */
export interface Candidate {
  readonly id: PaperId;
  readonly tie: number;
  readonly day: number;
  readonly upvotes: number;
  readonly citations: number;
  readonly titleLength: number;
  readonly abstractLength: number;
  readonly terms: string;
}

/** A printed word that may have been meant, and the papers that hold it in any form. */
export interface SpellingCandidate {
  readonly word: string;
  readonly frequency: number;
}

/** How like two words are by their groups of three letters, at least, to be compared in full. */
const LEAST_LIKENESS = 0.15;
const MOST_SPELLINGS = 400;

export async function readTotals(database: Database): Promise<IndexTotals> {
  const [row, frequencies] = await Promise.all([
    database.kysely.selectFrom("search_state").selectAll().executeTakeFirstOrThrow(),
    readFrequencies(
      database,
      languages.map((language) => lexemeOf(languageTerm(language))),
    ),
  ]);
  const documents = Number(row.papers);
  const divisor = Math.max(1, documents);
  return {
    seq: Number(row.seq),
    documents,
    averageTitle: Math.max(1, Number(row.title_words) / divisor),
    averageAbstract: Math.max(1, Number(row.abstract_words) / divisor),
    largestTally: Number(row.largest_tally),
    newestDay: row.newest_day,
    isIndexed: row.is_indexed === 1,
    languages: languages.filter((one) => frequencies.has(lexemeOf(languageTerm(one)))),
  };
}

/** In how many papers each lexeme is; unknown ones are left out. */
export async function readFrequencies(
  database: Database,
  lexemes: readonly string[],
): Promise<Map<string, number>> {
  const rows = await database.kysely
    .selectFrom("search_term")
    .select(["lexeme", "papers"])
    .where(database.isOneOf("lexeme", lexemes))
    .where("papers", ">", 0)
    .execute();
  return new Map(rows.map(({ lexeme, papers }) => [lexeme, Number(papers)]));
}

/** Lexemes that begin with any of `prefixes`, each of the form `x0` and hexadecimal digits. */
export async function readBeginningWith(
  database: Database,
  prefixes: readonly string[],
): Promise<Map<string, number>> {
  if (prefixes.length === 0) return new Map();
  // A range for each, so that the index on lexemes is used: "g" follows all hexadecimal digits.
  const { rows } = await sql<{ lexeme: string; papers: string }>`select t.lexeme, t.papers
    from unnest(${prefixes}::text[]) as p (prefix) join search_term t
      on t.lexeme >= p.prefix and t.lexeme < p.prefix || 'g'
    where t.papers > 0 order by t.lexeme`.execute(database.kysely);
  return new Map(rows.map(({ lexeme, papers }) => [lexeme, Number(papers)]));
}

/** The terms under which printed words stand. */
export async function readPrinted(
  database: Database,
  words: readonly string[],
): Promise<Map<string, string>> {
  const rows = await database.kysely
    .selectFrom("search_word")
    .select(["word", "lexeme"])
    .where(database.isOneOf("word", words))
    .execute();
  return new Map(rows.map(({ word, lexeme }) => [word, lexeme]));
}

/** Words that look like `token`, of a length that `edits` can reach. */
export async function readSpellings(
  database: Database,
  token: string,
  edits: number,
): Promise<SpellingCandidate[]> {
  return database.kysely.transaction().execute(async (transaction) => {
    await setForTransaction(transaction, { "pg_trgm.similarity_threshold": LEAST_LIKENESS });
    const { rows } = await sql<SpellingCandidate>`select w.word, t.papers as frequency
      from search_word w join search_term t on t.lexeme = w.lexeme and t.papers > 0
      where w.word % ${token} and w.word <> ${token}
        and length(w.word) between ${token.length - edits} and ${token.length + edits}
      order by similarity(w.word, ${token}) desc, w.word limit ${MOST_SPELLINGS}`.execute(
      transaction,
    );
    return rows;
  });
}

const candidateColumns = sql`paper_id as id, tie, day, upvotes, citations,
  title_length as "titleLength", abstract_length as "abstractLength", terms`;

/**
 * The best papers by BM25 over `lexemes`, best first. The index gives them in order; the
 * score is not asked for, since PostgreSQL would work it out again for each row.
 */
export async function rankByWords(
  database: Database,
  selection: Selection,
  lexemes: readonly string[],
  limit: number,
): Promise<Candidate[]> {
  return database.kysely.transaction().execute(async (transaction) => {
    // Otherwise the planner may score all papers that hold to the filter, one text at a time.
    await setForTransaction(transaction, {
      enable_sort: "off",
      enable_bitmapscan: "off",
      enable_seqscan: "off",
    });
    const { rows } = await sql<Candidate>`select ${candidateColumns} from search_paper
      ${whereAll(selection)}
      order by terms <@> to_bm25query(${lexemes.join(" ")}, 'search_paper_bm25')
      limit ${limit}`.execute(transaction);
    return rows;
  });
}

/** Papers that hold any of `lexemes`, in no order. */
export async function findByWords(
  database: Database,
  selection: Selection,
  lexemes: readonly string[],
  limit: number,
): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`select ${candidateColumns} from search_paper
    ${whereAll(selection, holdsGroups([lexemes], selection))} limit ${limit}`.execute(
    database.kysely,
  );
  return rows;
}

export async function readCandidates(
  database: Database,
  ids: readonly string[],
): Promise<Candidate[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<Candidate>`select ${candidateColumns} from search_paper
    where ${database.isOneOf("paper_id", ids)}`.execute(database.kysely);
  return rows;
}

/** Those of the papers given that hold to the selection. */
export async function readSelected(
  database: Database,
  selection: Selection,
  ids: readonly string[],
): Promise<Candidate[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<Candidate>`select ${candidateColumns} from search_paper
    ${whereAll(selection, isOneOf(ids))}`.execute(database.kysely);
  return rows;
}

/** Papers named by any of these hashes that hold to the selection. */
export async function readNamed(
  database: Database,
  selection: Selection,
  keys: readonly number[],
): Promise<PaperId[]> {
  const named: Condition = sql`paper_id in
    (select paper_id from search_key where key = any(${keys}::bigint[]))`;
  const { rows } = await sql<{ id: PaperId }>`select paper_id as id from search_paper
    ${whereAll(selection, named)}`.execute(database.kysely);
  return rows.map(({ id }) => id);
}

const orders: Readonly<Record<SearchSort, RawBuilder<unknown>>> = {
  relevance: sql`day desc, tie`,
  new: sql`day desc, tie`,
  votes: sql`upvotes desc, day desc, tie`,
  discussed: sql`comments desc, day desc, tie`,
};

/** One page of the papers of a selection, in the order of a column. */
export async function readSorted(
  database: Database,
  selection: Selection,
  sort: SearchSort,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<PaperId[]> {
  const { rows } = await sql<{ id: PaperId }>`select paper_id as id from search_paper
    ${whereAll(selection)} order by ${orders[sort]} limit ${limit} offset ${offset}`.execute(
    database.kysely,
  );
  return rows.map(({ id }) => id);
}

/** Papers of a selection, at most `limit`. */
export async function countUpTo(
  database: Database,
  selection: Selection,
  limit: number,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from
    (select 1 from search_paper ${whereAll(selection)} limit ${limit}) as counted`.execute(
    database.kysely,
  );
  return rows[0]?.count ?? 0;
}

/** Papers of a selection as the planner guesses from its statistics: no row is read. */
export async function guessCount(database: Database, selection: Selection): Promise<number> {
  const { rows } = await sql<{ "QUERY PLAN": [{ Plan: { "Plan Rows": number } }] }>`
    explain (format json) select 1 from search_paper ${whereAll(selection)}`.execute(
    database.kysely,
  );
  return rows[0]?.["QUERY PLAN"][0].Plan["Plan Rows"] ?? 0;
}
