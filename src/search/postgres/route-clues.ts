import type { PaperId } from "#papers";
import { yearOf } from "../engine/day-number.ts";
import {
  CLUE_AUTHOR,
  CLUE_DEPTH,
  CLUE_NAME_SHARE,
  CLUE_NEAR_YEAR,
  CLUE_YEAR,
} from "../engine/scoring.ts";
import { type ClueReading, findClues } from "../query/clues.ts";
import type { ParsedQuery } from "../query/parsed-query.ts";
import { isStopWord } from "../text/stop-words.ts";
import { hasSurname, type NamedPaper, readNamedBy } from "./clues/store.ts";
import { textLexeme } from "./lexemes.ts";
import { byScore, type RankedPaper } from "./rank-papers.ts";
import { type IndexTotals, readFrequencies, readSelected } from "./reading/store.ts";
import { priorOf } from "./score-papers.ts";
import type { PostgresParts, SearchContext } from "./search-context.ts";
import { selectPapers } from "./selecting/store.ts";

/** A query with its clues followed, as `engine/route-clues.ts` follows them. */
export interface RoutedQuery {
  readonly query: ParsedQuery;
  /** Paper → what is added to its score. */
  readonly boosts: ReadonlyMap<PaperId, number>;
  /** Words of the names by which those papers were found. */
  readonly names: readonly string[];
}

/** Finds the papers meant by what the form of a query says of authors and years. */
export async function routeClues(
  parts: PostgresParts,
  totals: IndexTotals,
  query: ParsedQuery,
): Promise<RoutedQuery> {
  const { readings, year } = findClues(query.words);
  const boosts = new Map<PaperId, number>();
  for (const reading of readings) {
    const routed = { ...query, words: reading.words };
    if (reading.names.length === 0) return { query: routed, boosts, names: [] };
    const authors = await knownAuthors(parts, totals, reading, year);
    if (!authors) continue;
    for (const papers of authors) {
      for (const { id } of papers) {
        boosts.set(id, (boosts.get(id) ?? 0) + CLUE_AUTHOR / authors.length);
      }
    }
    const days = new Map(authors.flat().map(({ id, day }) => [id, day]));
    for (const [id, day] of days) {
      const nearness = year === undefined ? 0 : yearBoost(day, year);
      if (reading.needsYear && nearness === 0) boosts.delete(id);
      else boosts.set(id, boosts.get(id)! + nearness);
    }
    if (boosts.size > 0) return { query: routed, boosts, names: reading.names.flat() };
  }
  return { query, boosts, names: [] };
}

/** For each name that some author has, the papers. */
async function knownAuthors(
  parts: PostgresParts,
  totals: IndexTotals,
  reading: ClueReading,
  year: number | undefined,
): Promise<NamedPaper[][] | undefined> {
  const { database } = parts;
  const known: NamedPaper[][] = [];
  for (const name of reading.names) {
    const isSure = reading.isStated || name.length > 1;
    const condition = isSure
      ? await hasAuthor(parts, totals, name.join(" "))
      : await hasSurname(database, name[0]!);
    const papers = await readNamedBy(database, condition, isSure ? undefined : year);
    if (papers.length === 0) continue;
    if (!isSure && !(await isName(parts, name[0]!, papers.length))) continue;
    known.push(papers);
  }
  // Of words that stand beside a year some are the subject; of those behind `by` none.
  const isEnough = reading.needsYear ? known.length > 0 : known.length === reading.names.length;
  return isEnough ? known : undefined;
}

async function hasAuthor({ database }: PostgresParts, totals: IndexTotals, name: string) {
  const filter = { field: "author" as const, values: [name], isNegated: false };
  const query = { phrases: [], excludedWords: [], excludedPhrases: [], filters: [filter] };
  const { conditions } = await selectPapers(database, query, {}, totals);
  return conditions[0]!;
}

/** A word that the form does not say to be a name must be one more often than a word. */
async function isName({ database }: PostgresParts, word: string, named: number): Promise<boolean> {
  if (isStopWord(word)) return true;
  const lexeme = textLexeme(word);
  const written = (await readFrequencies(database, [lexeme])).get(lexeme) ?? 0;
  return named >= CLUE_NAME_SHARE * (named + written);
}

function yearBoost(day: number, year: number): number {
  const distance = Math.abs(yearOf(day) - year);
  if (distance === 0) return CLUE_YEAR;
  return distance === 1 ? CLUE_NEAR_YEAR : 0;
}

/** Lifts the papers that the clues mean; those that no leg had found come in besides. */
export async function boostPapers(
  { parts, totals, selection, boosts }: SearchContext,
  ranked: readonly RankedPaper[],
): Promise<RankedPaper[]> {
  const places = new Set(ranked.map(({ paper }) => paper.id));
  const missing = [...boosts.keys()].filter((id) => !places.has(id));
  const found = await readSelected(parts.database, selection, missing);
  const others = found
    .map((paper) => ({ paper, words: 0, meaning: 0, score: priorOf(totals, paper) }))
    .sort(byScore)
    .slice(0, CLUE_DEPTH);
  return [...ranked, ...others]
    .map((one) => ({ ...one, score: one.score + (boosts.get(one.paper.id) ?? 0) }))
    .sort(byScore);
}
