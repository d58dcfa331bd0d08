import { stretch } from "./fusion.ts";
import { FEEDBACK_FALL, FEEDBACK_NORMALISED, FEEDBACK_SHARE, UNLIKE_WEIGHT } from "./scoring.ts";

/** A first hit of a query. */
export interface FirstHit {
  readonly score: number;
  /** `undefined`: the paper has none in this space. */
  readonly vector: Float32Array | undefined;
}

/**
 * The query's vector in one space, moved towards the first hits, those with most score most
 * (Rocchio 1971).
 *
 * @param hits best first.
 * @returns of length 1; the vector asked for, where it can not be moved.
 */
export function moveTowards(asked: ArrayLike<number>, hits: readonly FirstHit[]): Float32Array {
  const sum = new Float32Array(asked.length);
  const best = hits[0]?.score ?? 0;
  for (const { score, vector } of hits) {
    if (!vector) continue;
    const weight = Math.exp((score - best) / FEEDBACK_FALL);
    for (let at = 0; at < sum.length; at++) sum[at]! += weight * vector[at]!;
  }
  const length = lengthOf(sum);
  if (length === 0) return Float32Array.from(asked);
  for (let at = 0; at < sum.length; at++) {
    sum[at] = (1 - FEEDBACK_SHARE) * asked[at]! + (FEEDBACK_SHARE / length) * sum[at]!;
  }
  return lengthOf(sum) === 0 ? Float32Array.from(asked) : toUnit(sum);
}

/** Cosines of the first hits among themselves, as 0…1. */
export function stretchAmong(cosines: Float64Array): Float64Array {
  const best = cosines.slice().sort().reverse();
  return cosines.map(stretch(best, Math.min(best.length, FEEDBACK_NORMALISED)));
}

/** Scores raised alike, so that none falls below `floor`; nothing where there is none. */
export function liftAbove(floor: number | undefined, scores: Float64Array): Float64Array {
  if (floor === undefined) return scores;
  const least = scores.reduce((low, score) => Math.min(low, score), Number.POSITIVE_INFINITY);
  const lift = Math.max(0, floor - least);
  return scores.map((score) => score + lift);
}

/** The mean direction of the wanted vectors less a part of that of the others, of length 1. */
export function meanDifference(
  dimensions: number,
  wanted: readonly Float32Array[],
  unwanted: readonly Float32Array[],
): Float32Array {
  const sum = new Float32Array(dimensions);
  addUnits(sum, wanted, 1);
  addUnits(sum, unwanted, -UNLIKE_WEIGHT);
  return toUnit(sum);
}

/** Adds the mean of the vectors, each made as long as 1. */
function addUnits(sum: Float32Array, vectors: readonly Float32Array[], weight: number): void {
  for (const vector of vectors) {
    const length = lengthOf(vector);
    if (length === 0) continue;
    const factor = weight / (length * vectors.length);
    for (let at = 0; at < sum.length; at++) sum[at]! += factor * vector[at]!;
  }
}

function toUnit(vector: Float32Array): Float32Array {
  const length = lengthOf(vector);
  return length === 0 ? vector : vector.map((value) => value / length);
}

function lengthOf(vector: Float32Array): number {
  let squares = 0;
  for (let at = 0; at < vector.length; at++) squares += vector[at]! * vector[at]!;
  return Math.sqrt(squares);
}
