import { MEANING_WEIGHT, NORMALISED_DEPTH, TAIL_SPAN } from "./scoring.ts";

/** One candidate, as each leg sees it. */
export interface LegScores {
  /** BM25F with pairs; 0 when no word matched. */
  readonly words: Float64Array;
  /** Cosine. */
  readonly meaning: Float64Array;
}

/** The best scores of each leg by itself, best first. */
export interface LegTops {
  readonly words: Float64Array;
  readonly meaning: Float64Array;
}

/** Distinct words of a query from which on the vectors have their full say. */
const FULL_SAY_WORDS = 8;

/**
 * Share of the vectors for a query of so many distinct words. One or two words mean little
 * beyond themselves: their mean vector blurs what the words say exactly.
 */
export function meaningWeight(wordCount: number): number {
  return MEANING_WEIGHT * Math.min(1, wordCount / FULL_SAY_WORDS);
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
 * Fuses two legs by a convex combination of their scores, each stretched between the best
 * and the least of its own top hits (Bruch et al., arXiv 2210.11934).
 *
 * @param weight share of the vectors, 0…1; a leg without hits leaves all to the other.
 * @returns one score per candidate; comparable within one query only.
 */
export function fuseLegs(candidates: LegScores, tops: LegTops, weight: number): Float64Array {
  const words = stretch(tops.words);
  const meaning = stretch(tops.meaning);
  const share = tops.words.length === 0 ? 1 : tops.meaning.length === 0 ? 0 : weight;
  return candidates.words.map(
    (score, at) => (1 - share) * words(score) + share * meaning(candidates.meaning[at]!),
  );
}
