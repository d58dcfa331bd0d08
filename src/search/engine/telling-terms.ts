import { isStopWord } from "../text/stop-words.ts";
import { LIKE_TERMS, UNLIKE_WEIGHT } from "./scoring.ts";

/** A term with what it weighs in a paper, or in several. */
export interface WeighedTerm {
  readonly term: string;
  readonly weight: number;
  readonly idf: number;
}

/** Most telling terms of a paper that are looked for in others. */
const TELLING_TERMS = 40;
const NUMBER = /^[\d.]+$/;

/** Whether a word can say what a paper is about: no stop word, letter or number. */
export function isTelling(token: string): boolean {
  return !isStopWord(token) && token.length >= 2 && !NUMBER.test(token);
}

/** Terms of one paper that are frequent in it and rare elsewhere, the most telling first. */
export function mostTelling<Term extends WeighedTerm>(terms: readonly Term[]): Term[] {
  return terms.toSorted(byWorth).slice(0, TELLING_TERMS);
}

/**
 * What papers to be like, less those not to be like, come to in telling terms.
 *
 * @param wanted telling terms of each paper; so `unwanted`.
 * @returns terms for them, and those against them with their weights made positive, each
 *   side's strongest first.
 */
export function weighLikeness<Term extends WeighedTerm>(
  wanted: readonly (readonly Term[])[],
  unwanted: readonly (readonly Term[])[],
): { readonly terms: Term[]; readonly opposed: Term[] } {
  const weights = meanTerms(wanted);
  for (const [name, term] of meanTerms(unwanted)) {
    const rest = (weights.get(name)?.weight ?? 0) - UNLIKE_WEIGHT * term.weight;
    weights.set(name, { ...term, weight: rest });
  }
  return { terms: strongest(weights, 1), opposed: strongest(weights, -1) };
}

/** Each paper counts alike, however rare its words are. */
function meanTerms<Term extends WeighedTerm>(
  papers: readonly (readonly Term[])[],
): Map<string, Term> {
  const weights = new Map<string, Term>();
  for (const terms of papers) {
    const length = Math.hypot(...terms.map(worthOf)) || 1;
    for (const term of terms) {
      const share = term.weight / (length * papers.length);
      const weight = (weights.get(term.term)?.weight ?? 0) + share;
      weights.set(term.term, { ...term, weight });
    }
  }
  return weights;
}

function strongest<Term extends WeighedTerm>(
  weights: ReadonlyMap<string, Term>,
  sign: 1 | -1,
): Term[] {
  return [...weights.values()]
    .filter(({ weight }) => weight * sign > 0)
    .map((term) => ({ ...term, weight: term.weight * sign }))
    .sort(byWorth)
    .slice(0, LIKE_TERMS);
}

function worthOf({ weight, idf }: WeighedTerm): number {
  return weight * idf;
}

function byWorth(a: WeighedTerm, b: WeighedTerm): number {
  return worthOf(b) - worthOf(a);
}
