import { MEANING_WEIGHT, NORMALISED_DEPTH, TAIL_SPAN } from "./scoring.ts";

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

/** Distinct words of a query from which on the vectors have their full say. */
const FULL_SAY_WORDS = 8;

/**
 * Share of each of `spaces` spaces for a query of so many distinct words. One or two words
 * mean little beyond themselves: their mean vector blurs what the words say exactly.
 */
export function meaningWeights(wordCount: number, spaces: number): number[] {
  const share = MEANING_WEIGHT * Math.min(1, wordCount / FULL_SAY_WORDS);
  return Array.from({ length: spaces }, () => share / spaces);
}

/**
 * A line through 1 at the best and 0 at the last of a leg's top. Below that it falls so
 * slowly, to -`TAIL_SPAN` at a score of 0, that the other leg can still lift a candidate.
 */
function stretch(top: Float64Array): (score: number) => number {
  const best = top[0] ?? 0;
  const least = top.length < NORMALISED_DEPTH ? 0 : top[NORMALISED_DEPTH - 1]!;
  if (best <= 0) return () => 0;
  const range = best - least;
  if (range <= 0) return (score) => (score >= best ? 1 : 0);
  return (score) => {
    if (score >= least) return (score - least) / range;
    return least > 0 ? TAIL_SPAN * (Math.max(0, score) / least - 1) : -TAIL_SPAN;
  };
}

/**
 * Fuses the legs by a convex combination of their scores, each stretched between the best
 * and the least of its own top hits (Bruch et al., arXiv 2210.11934).
 *
 * @param weights share of each space, 0…1 in sum; legs without hits leave all to the others.
 * @returns one score per candidate; comparable within one query only.
 */
export function fuseLegs(
  candidates: LegScores,
  tops: LegTops,
  weights: readonly number[],
): Float64Array {
  const heard = tops.meanings.map((top, leg) => (top.length === 0 ? 0 : weights[leg]!));
  const meaning = heard.reduce((sum, weight) => sum + weight, 0);
  const hasWords = tops.words.length > 0;
  const scale = hasWords || meaning === 0 ? 1 : 1 / meaning;
  const words = stretch(tops.words);
  const fused = candidates.words.map((score) => (hasWords ? (1 - meaning) * words(score) : 0));
  for (const [leg, scores] of candidates.meanings.entries()) {
    const weight = heard[leg]! * scale;
    if (weight === 0) continue;
    const stretched = stretch(tops.meanings[leg]!);
    for (let at = 0; at < fused.length; at++) fused[at]! += weight * stretched(scores[at]!);
  }
  return fused;
}
