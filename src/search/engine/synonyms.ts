import type { AnalysedText, QueryWord } from "../query/analyse-query.ts";
import { isStopWord } from "../text/stop-words.ts";
import { abbreviationPrefix } from "../text/terms.ts";
import type { IndexView } from "./index-view.ts";
import type { TermPair } from "./pair-scores.ts";
import { frequencyAt, type ResolvedTerm, resolveTerm } from "./resolve-terms.ts";
import { SYNONYM_PAPERS, SYNONYM_SHARE, SYNONYM_WEIGHT } from "./scoring.ts";
import { firstFrom, stringAt } from "./string-table.ts";

/** What the papers of the index say besides, where the query has a short form or a long one. */
export interface Synonyms {
  readonly terms: readonly ResolvedTerm[];
  readonly pairs: readonly TermPair[];
  /** What to mark in texts. */
  readonly marks: readonly string[];
}

/** Letters of a short form at least and at most. */
const [FEWEST, MOST] = [2, 6];
/** A longer query says enough; of SciFact's claims, 9 words long, synonyms spoil more than they mend. */
const MOST_WORDS = 6;

/** Looks for short forms of words in the query, and for long forms of its short ones. */
export function findSynonyms(view: IndexView, { words, sequence }: AnalysedText): Synonyms {
  const found = { terms: [] as ResolvedTerm[], pairs: [] as TermPair[], marks: [] as string[] };
  if (words.length > MOST_WORDS) return found;
  const known = new Set(words.map(({ term }) => term));
  for (const word of words) {
    const long = longFormOf(view, word.term);
    const terms = long?.split(" ").filter((term) => !isStopWord(term)) ?? [];
    if (long === undefined || terms.every((term) => known.has(term))) continue;
    addLong(view, found, word, terms);
    found.marks.push(long);
  }
  for (const { short, terms } of shortForms(view, sequence)) {
    if (known.has(short)) continue;
    const idf = terms.reduce((sum, term) => sum + resolve(view, term, 1).idf, 0);
    const one = resolve(view, short, 1);
    if (one.frequency === 0) continue;
    found.terms.push({ ...one, weight: (SYNONYM_WEIGHT * idf) / one.idf });
    found.marks.push(short);
  }
  return found;
}

/** A paper with the whole long form gets a part of what the short one is worth. */
function addLong(
  view: IndexView,
  found: { terms: ResolvedTerm[]; pairs: TermPair[] },
  word: QueryWord,
  terms: readonly string[],
): void {
  const worth = word.weight * resolve(view, word.term, 1).idf;
  const resolved = terms.map((term) => resolve(view, term, 1));
  const all = resolved.reduce((sum, { idf }) => sum + idf, 0) || 1;
  for (const [at, one] of resolved.entries()) {
    found.terms.push({ ...one, weight: (SYNONYM_WEIGHT * worth) / all });
    const next = resolved[at + 1];
    if (!next || next.term === one.term) continue;
    const idf = (SYNONYM_WEIGHT * (one.idf + next.idf)) / 2;
    found.pairs.push({ first: one.term, second: next.term, idf });
  }
}

function resolve(view: IndexView, term: string, weight: number): ResolvedTerm {
  return resolveTerm(view, { token: term, term, weight });
}

/** What most papers that spell it out take a short form for. */
function longFormOf(view: IndexView, short: string): string | undefined {
  if (short.length < FEWEST || short.length > MOST) return undefined;
  const counts = countLongForms(view, short);
  let best: string | undefined;
  let all = 0;
  for (const [long, count] of counts) {
    all += count;
    if (best === undefined || count > counts.get(best)!) best = long;
  }
  const most = best === undefined ? 0 : counts.get(best)!;
  return most >= SYNONYM_PAPERS && most >= SYNONYM_SHARE * all ? best : undefined;
}

/** Long form → papers that introduce the short form behind it. */
function countLongForms(view: IndexView, short: string): Map<string, number> {
  const prefix = abbreviationPrefix(short);
  const counts = new Map<string, number>();
  for (const segment of view.segments) {
    for (let place = firstFrom(segment.terms, prefix); ; place++) {
      const term = place < segment.terms.offsets.length - 1 ? stringAt(segment.terms, place) : "";
      if (!term.startsWith(prefix)) break;
      const long = term.slice(prefix.length);
      counts.set(long, (counts.get(long) ?? 0) + frequencyAt(segment, place));
    }
  }
  return counts;
}

/** Neighbours in the query that papers shorten to their first letters. */
function shortForms(view: IndexView, sequence: readonly string[]) {
  const found: { short: string; terms: string[] }[] = [];
  for (let start = 0; start + FEWEST <= sequence.length; start++) {
    for (let size = FEWEST; size <= MOST && start + size <= sequence.length; size++) {
      const terms = sequence.slice(start, start + size);
      const short = terms.map((term) => term[0]).join("");
      if (longFormOf(view, short) === terms.join(" ")) found.push({ short, terms });
    }
  }
  return found;
}
