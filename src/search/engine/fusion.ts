import {
  FULL_SAY_WORDS,
  LEAST_TRUST,
  MEANING_WEIGHTS,
  MOST_TRUST,
  NORMALISED_DEPTH,
  TAIL_SPAN,
  TRUST_MIDDLE,
  TRUST_SLOPE,
} from "./scoring.ts";

/** One candidate, as each leg sees it. */
export interface LegScores {
  /** BM25F with pairs; 0 when no word matched. */
  readonly words: Float64Array;
  /** Cosine in each space. */
  readonly meanings: readonly Float64Array[];
}

/** The best scores of each leg by itself, best first. */
export interface LegTops {
  readonly words: Float64Array;
  readonly meanings: readonly Float64Array[];
}

/** Scores of all legs, made comparable. */
export interface StretchedLegs extends LegScores {
  /** Whether a leg found anything at all; one that did not leaves its share to the others. */
  readonly hasWords: boolean;
  readonly hasMeaning: readonly boolean[];
}

/**
 * Share of each of `spaces` spaces for a query of so many distinct words. One or two words
 * mean little beyond themselves: their mean vector blurs what the words say exactly.
 */
export function meaningWeights(wordCount: number, spaces: number): number[] {
  const all = MEANING_WEIGHTS[Math.min(spaces, MEANING_WEIGHTS.length - 1)]!;
  const share = (all / spaces) * Math.min(1, wordCount / FULL_SAY_WORDS);
  return Array.from({ length: spaces }, () => share);
}

/**
 * A line through 1 at the best and 0 at the last of the first `depth` of a leg's top. Below
 * that it falls so slowly, to -`TAIL_SPAN` at a score of 0, that the other legs can still
 * lift a candidate.
 */
export function stretch(top: Float64Array, depth = NORMALISED_DEPTH): (score: number) => number {
  const best = top[0] ?? 0;
  const least = top.length < depth ? 0 : top[depth - 1]!;
  if (best <= 0) return () => 0;
  const range = best - least;
  if (range <= 0) return (score) => (score >= best ? 1 : 0);
  return (score) => {
    if (score >= least) return (score - least) / range;
    return least > 0 ? TAIL_SPAN * (Math.max(0, score) / least - 1) : -TAIL_SPAN;
  };
}

/** Each leg between the best and the least of its own top hits (Bruch et al., arXiv 2210.11934). */
export function stretchLegs(candidates: LegScores, tops: LegTops): StretchedLegs {
  return {
    words: candidates.words.map(stretch(tops.words)),
    meanings: candidates.meanings.map((scores, leg) => scores.map(stretch(tops.meanings[leg]!))),
    hasWords: tops.words.length > 0,
    hasMeaning: tops.meanings.map((top) => top.length > 0),
  };
}

/**
 * Weights of the spaces for the query at hand. A space that sees the best hit by words near
 * its own best is followed further than one that sees it far off: so a space that does not
 * know what a query is about draws nothing away.
 */
export function trustLegs(legs: StretchedLegs, weights: readonly number[]): number[] {
  if (!legs.hasWords) return [...weights];
  let best = 0;
  for (let at = 1; at < legs.words.length; at++) if (legs.words[at]! > legs.words[best]!) best = at;
  return weights.map((weight, leg) => {
    const trust = 1 + TRUST_SLOPE * ((legs.meanings[leg]![best] ?? 0) - TRUST_MIDDLE);
    return weight * Math.min(MOST_TRUST, Math.max(LEAST_TRUST, trust));
  });
}

/**
 * The convex combination of stretched legs.
 *
 * @param weights share of each space, 0…1 in sum; the words have the rest.
 * @returns one score per candidate; comparable within one query only.
 */
export function combineLegs(legs: StretchedLegs, weights: readonly number[]): Float64Array {
  const heard = legs.hasMeaning.map((has, leg) => (has ? weights[leg]! : 0));
  const meaning = heard.reduce((sum, weight) => sum + weight, 0);
  const scale = legs.hasWords || meaning === 0 ? 1 : 1 / meaning;
  const words = legs.hasWords ? 1 - meaning : 0;
  const fused = legs.words.map((score) => words * score);
  for (const [leg, scores] of legs.meanings.entries()) {
    const weight = heard[leg]! * scale;
    if (weight === 0) continue;
    for (let at = 0; at < fused.length; at++) fused[at]! += weight * scores[at]!;
  }
  return fused;
}

/** Stretches the legs and combines them with fixed weights. */
export function fuseLegs(
  candidates: LegScores,
  tops: LegTops,
  weights: readonly number[],
): Float64Array {
  return combineLegs(stretchLegs(candidates, tops), weights);
}
