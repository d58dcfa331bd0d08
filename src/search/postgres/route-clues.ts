import type { PaperId } from "#papers";
import { boostShare, hasSubject, yearBoost } from "../engine/clue-boosts.ts";
import { CLUE_AUTHOR, CLUE_DEPTH, CLUE_NAME_SHARE } from "../engine/scoring.ts";
import { type ClueReading, findClues } from "../query/clues.ts";
import type { ParsedQuery } from "../query/parsed-query.ts";
import { isStopWord } from "../text/stop-words.ts";
import { hasSurname, type NamedPaper, readNamedBy } from "./clues/store.ts";
import { textLexeme } from "./lexemes.ts";
import { byScore, type RankedPaper } from "./rank-papers.ts";
import { countUpTo, type IndexTotals, readFrequencies, readSelected } from "./reading/store.ts";
import { priorAt } from "./score-papers.ts";
import type { PostgresParts, SearchContext } from "./search-context.ts";
import { type Condition, selectPapers } from "./selecting/store.ts";

/** A query with its clues followed, as `engine/route-clues.ts` follows them. */
export interface RoutedQuery {
  readonly query: ParsedQuery;
  /** Paper → what is added to its score. */
  readonly boosts: ReadonlyMap<PaperId, number>;
  /** Words of the names by which those papers were found. */
  readonly names: readonly string[];
  /** Whether the query has a subject besides the names. */
  readonly hasSubject: boolean;
}

/** Papers by bearers of a name that are counted. */
const MOST_NAMED = 20_000;

const NO_BOOSTS = { boosts: new Map<PaperId, number>(), names: [], hasSubject: true };

/** Finds the papers meant by what the form of a query says of authors and years. */
export async function routeClues(
  parts: PostgresParts,
  totals: IndexTotals,
  query: ParsedQuery,
): Promise<RoutedQuery> {
  const { readings, year } = findClues(query.words);
  for (const reading of readings) {
    const routed = { ...query, words: reading.words };
    if (reading.names.length === 0) return { query: routed, ...NO_BOOSTS };
    const authors = await knownAuthors(parts, totals, reading, year);
    if (!authors) continue;
    const boosts = new Map<PaperId, number>();
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
    if (boosts.size === 0) continue;
    const { names, words } = reading;
    return { query: routed, boosts, names: names.flat(), hasSubject: hasSubject(names, words) };
  }
  return { query, ...NO_BOOSTS };
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
    if (!isSure && !(await isName(parts, name[0]!, condition))) continue;
    const papers = await readNamedBy(database, condition, reading.needsYear ? year : undefined);
    if (papers.length > 0) known.push(papers);
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
async function isName(
  { database }: PostgresParts,
  word: string,
  hasName: Condition,
): Promise<boolean> {
  const selection = { conditions: [hasName], isIndexed: true };
  const named = await countUpTo(database, selection, MOST_NAMED);
  if (named === 0 || isStopWord(word)) return named > 0;
  const lexeme = textLexeme(word);
  const written = (await readFrequencies(database, [lexeme])).get(lexeme) ?? 0;
  return named >= CLUE_NAME_SHARE * (named + written);
}

/** Lifts the papers that the clues mean; those that no leg had found come in besides. */
export async function boostPapers(
  { parts, totals, selection, boosts, hasSubject }: SearchContext,
  ranked: readonly RankedPaper[],
): Promise<RankedPaper[]> {
  const places = new Set(ranked.map(({ paper }) => paper.id));
  const missing = [...boosts.keys()].filter((id) => !places.has(id));
  const found = await readSelected(parts.database, selection, missing);
  const others = found
    .map((paper) => ({ paper, words: 0, meaning: 0, score: priorAt(totals, paper) }))
    .sort(byScore)
    .slice(0, CLUE_DEPTH);
  return [...ranked, ...others]
    .map((one) => {
      const share = boostShare(hasSubject, one.words);
      return { ...one, score: one.score + share * (boosts.get(one.paper.id) ?? 0) };
    })
    .sort(byScore);
}
