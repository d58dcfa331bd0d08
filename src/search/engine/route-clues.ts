import { findClues } from "../query/clues.ts";
import type { ParsedQuery } from "../query/parsed-query.ts";
import { foldText } from "../text/fold.ts";
import { isStopWord } from "../text/stop-words.ts";
import { nameTerm, textTerm } from "../text/terms.ts";
import { boostShare, hasSubject, yearBoost } from "./clue-boosts.ts";
import { type IndexView, locate } from "./index-view.ts";
import { markListed } from "./list-filter.ts";
import { priorAt } from "./prior.ts";
import type { RankedHit } from "./ranked-hit.ts";
import { frequencyAt } from "./resolve-terms.ts";
import { CLUE_AUTHOR, CLUE_DEPTH, CLUE_NAME_SHARE } from "./scoring.ts";
import { findString, stringAt } from "./string-table.ts";

/** A query with its clues followed: what to look for, and which papers its author and year mean. */
export interface RoutedQuery {
  readonly query: ParsedQuery;
  /** Document → what is added to its score. */
  readonly boosts: ReadonlyMap<number, number>;
  /** Words of the names by which those papers were found. */
  readonly names: readonly string[];
  /** Whether the query has a subject besides the names. */
  readonly hasSubject: boolean;
}

const NO_BOOSTS = { boosts: new Map<number, number>(), names: [], hasSubject: true };

/**
 * Follows what the form of a query says of authors and years, as far as the index knows such
 * authors. Nothing is left out: the papers meant lead, all others stand below them.
 */
export function routeClues(view: IndexView, query: ParsedQuery): RoutedQuery {
  const { readings, year } = findClues(query.words);
  for (const { names, words, ...reading } of readings) {
    if (names.length === 0) return { query: { ...query, words }, ...NO_BOOSTS };
    const authors = names
      .map((name) => papersOf(view, name, reading.isStated))
      .filter((papers) => papers.length > 0);
    // Of words that stand beside a year some are the subject; of those behind `by` none.
    if (!reading.needsYear && authors.length < names.length) continue;
    const boosts = boostsOf(view, authors, { year, needsYear: reading.needsYear });
    if (boosts.size === 0) continue;
    const tokens = names.flat();
    const routed = { query: { ...query, words }, boosts, names: tokens };
    return { ...routed, hasSubject: hasSubject(names, words) };
  }
  return { query, ...NO_BOOSTS };
}

/** Papers by authors of that name; of a single word only where it is more a name than a word. */
function papersOf(view: IndexView, name: readonly string[], isStated: boolean): readonly number[] {
  if (name.some((word) => countPapers(view, nameTerm("author", word)) === 0)) return [];
  const marks = new Uint8Array(view.capacity);
  markListed(view, "author", name.join(" "), marks);
  const papers: number[] = [];
  for (let document = marks.indexOf(1); document >= 0; document = marks.indexOf(1, document + 1)) {
    papers.push(document);
  }
  const [word = ""] = name;
  if (isStated || name.length > 1) return papers;
  const bySurname = keepSurnames(view, word, papers);
  const written = isStopWord(word) ? 0 : countPapers(view, textTerm(word));
  return bySurname.length >= CLUE_NAME_SHARE * (bySurname.length + written) ? bySurname : [];
}

/** Papers of which an author has the word as the last name. */
function keepSurnames(view: IndexView, word: string, papers: readonly number[]): number[] {
  const verdicts = new Map<string, boolean>();
  const isSurname = (name: string): boolean => {
    let verdict = verdicts.get(name);
    if (verdict === undefined) {
      verdict = foldText(name).split(/\s+/).at(-1) === word;
      verdicts.set(name, verdict);
    }
    return verdict;
  };
  return papers.filter((document) => {
    const { segment, local } = locate(view, document);
    const { starts, values, labels } = segment.lists.author;
    const own = values.subarray(starts[local]!, starts[local + 1]!);
    return own.some((value) => isSurname(stringAt(labels, value)));
  });
}

function countPapers(view: IndexView, term: string): number {
  let papers = 0;
  for (const segment of view.segments) {
    const place = findString(segment.terms, term);
    if (place >= 0) papers += frequencyAt(segment, place);
  }
  return papers;
}

function boostsOf(
  view: IndexView,
  authors: readonly (readonly number[])[],
  { year, needsYear }: { readonly year: number | undefined; readonly needsYear: boolean },
): Map<number, number> {
  const boosts = new Map<number, number>();
  for (const papers of authors) {
    for (const document of papers) {
      const share = CLUE_AUTHOR / authors.length;
      const before = boosts.get(document);
      if (before !== undefined) {
        boosts.set(document, before + share);
        continue;
      }
      const nearness = year === undefined ? 0 : yearBoost(dayOf(view, document), year);
      if (!needsYear || nearness > 0) boosts.set(document, share + nearness);
    }
  }
  return boosts;
}

function dayOf(view: IndexView, document: number): number {
  const { segment, local } = locate(view, document);
  return segment.columns.day[local]!;
}

/** Lifts the papers that the clues mean; those that no leg had found come in besides. */
export function boostHits(
  view: IndexView,
  ranked: readonly RankedHit[],
  { boosts, hasSubject }: Pick<RoutedQuery, "boosts" | "hasSubject">,
  parts: {
    readonly selection: Uint8Array | undefined;
    readonly goesFirst: (first: number, second: number) => boolean;
  },
): RankedHit[] {
  const places = new Set(ranked.map(({ document }) => document));
  const missing = [...boosts.keys()]
    .filter((one) => !places.has(one) && parts.selection?.[one] !== 0)
    .map((document) => {
      const { segment, local } = locate(view, document);
      return { document, score: priorAt(view.statistics, segment, local), words: 0, meaning: 0 };
    });
  const byScore = (a: RankedHit, b: RankedHit) =>
    b.score - a.score || (parts.goesFirst(a.document, b.document) ? -1 : 1);
  const boostOf = ({ document, words }: RankedHit) =>
    boostShare(hasSubject, words) * (boosts.get(document) ?? 0);
  return [...ranked, ...missing.sort(byScore).slice(0, CLUE_DEPTH)]
    .map((hit) => ({ ...hit, score: hit.score + boostOf(hit) }))
    .sort(byScore);
}
