import type { AnalysedText, QueryWord } from "../query/analyse-query.ts";
import { isStopWord } from "../text/stop-words.ts";
import type { TermPair } from "./pair-scores.ts";
import { SYNONYM_PAPERS, SYNONYM_SHARE, SYNONYM_WEIGHT } from "./scoring.ts";

/** What the papers of the index say besides, where the query has a short form or a long one. */
export interface Synonyms<Term> {
  readonly terms: readonly Term[];
  readonly pairs: readonly TermPair[];
  /** What to mark in texts. */
  readonly marks: readonly string[];
}

/** What an index knows of a term. */
interface KnownTerm {
  readonly term: string;
  readonly weight: number;
  readonly frequency: number;
  readonly idf: number;
}

/** What an index knows of short forms. */
export interface SynonymSource<Term extends KnownTerm> {
  /** Long form → papers that introduce the short form behind it. */
  readonly countLongForms: (short: string) => ReadonlyMap<string, number>;
  /** A term that weighs 1. */
  readonly resolve: (term: string) => Term;
}

/** Letters of a short form at least and at most. */
const [FEWEST, MOST] = [2, 6];
/** A longer query says enough; of SciFact's claims, 9 words long, synonyms spoil more than they mend. */
const MOST_WORDS = 6;

/** All short forms that a query may have, or be shortened to. */
export function possibleShorts({ words, sequence }: AnalysedText): string[] {
  if (words.length > MOST_WORDS) return [];
  const typed = words.map(({ term }) => term).filter(isShort);
  return [...new Set([...typed, ...neighboursIn(sequence).map(({ short }) => short)])];
}

/** Looks for short forms of words in the query, and for long forms of its short ones. */
export function findSynonymsIn<Term extends KnownTerm>(
  source: SynonymSource<Term>,
  { words, sequence }: AnalysedText,
): Synonyms<Term> {
  const found = { terms: [] as Term[], pairs: [] as TermPair[], marks: [] as string[] };
  if (words.length > MOST_WORDS) return found;
  const known = new Set(words.map(({ term }) => term));
  for (const word of words) {
    const long = longFormOf(source, word.term);
    const terms = long?.split(" ").filter((term) => !isStopWord(term)) ?? [];
    if (long === undefined || terms.every((term) => known.has(term))) continue;
    addLong(source, found, word, terms);
    found.marks.push(long);
  }
  for (const { short, terms } of neighboursIn(sequence)) {
    if (known.has(short) || longFormOf(source, short) !== terms.join(" ")) continue;
    const idf = terms.reduce((sum, term) => sum + source.resolve(term).idf, 0);
    const one = source.resolve(short);
    if (one.frequency === 0) continue;
    found.terms.push({ ...one, weight: (SYNONYM_WEIGHT * idf) / one.idf });
    found.marks.push(short);
  }
  return found;
}

/** A paper with the whole long form gets a part of what the short one is worth. */
function addLong<Term extends KnownTerm>(
  { resolve }: SynonymSource<Term>,
  found: { terms: Term[]; pairs: TermPair[] },
  word: QueryWord,
  terms: readonly string[],
): void {
  const worth = word.weight * resolve(word.term).idf;
  const resolved = terms.map((term) => resolve(term));
  const all = resolved.reduce((sum, { idf }) => sum + idf, 0) || 1;
  for (const [at, one] of resolved.entries()) {
    found.terms.push({ ...one, weight: (SYNONYM_WEIGHT * worth) / all });
    const next = resolved[at + 1];
    if (!next || next.term === one.term) continue;
    const idf = (SYNONYM_WEIGHT * (one.idf + next.idf)) / 2;
    found.pairs.push({ first: one.term, second: next.term, idf });
  }
}

/** What most papers that spell it out take a short form for. */
export function longFormOf(
  { countLongForms }: Pick<SynonymSource<KnownTerm>, "countLongForms">,
  short: string,
): string | undefined {
  if (!isShort(short)) return undefined;
  const counts = countLongForms(short);
  let best: string | undefined;
  let all = 0;
  for (const [long, count] of counts) {
    all += count;
    if (best === undefined || count > counts.get(best)!) best = long;
  }
  const most = best === undefined ? 0 : counts.get(best)!;
  return most >= SYNONYM_PAPERS && most >= SYNONYM_SHARE * all ? best : undefined;
}

function isShort(term: string): boolean {
  return term.length >= FEWEST && term.length <= MOST;
}

/** Neighbours in the query, and what they would be by their first letters. */
function neighboursIn(sequence: readonly string[]) {
  const found: { short: string; terms: string[] }[] = [];
  for (let start = 0; start + FEWEST <= sequence.length; start++) {
    for (let size = FEWEST; size <= MOST && start + size <= sequence.length; size++) {
      const terms = sequence.slice(start, start + size);
      found.push({ short: terms.map((term) => term[0]).join(""), terms });
    }
  }
  return found;
}
