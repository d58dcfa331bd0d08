import type { ScoreRoom } from "../score-room.ts";

/** What is taken off values, and then multiplied with, so that they have a set deviation. */
export interface Spread {
  readonly mean: number;
  /** 0 where all are alike. */
  readonly scale: number;
}

/** The mean of values, and `weight` over their standard deviation. */
export function spreadOf(values: Float32Array, weight: number): Spread {
  const count = values.length;
  let [sum, squares, otherSum, otherSquares] = [0, 0, 0, 0];
  let at = 0;
  // Two sums of each, so that no addition waits for the one before.
  for (; at + 1 < count; at += 2) {
    const value = values[at]!;
    const other = values[at + 1]!;
    sum += value;
    squares += value * value;
    otherSum += other;
    otherSquares += other * other;
  }
  const last = at < count ? values[at]! : 0;
  const mean = (sum + otherSum + last) / count;
  const variance = (squares + otherSquares + last * last) / count - mean * mean;
  return { mean, scale: variance > 1e-12 ? weight / Math.sqrt(variance) : 0 };
}

/** Values less their mean, over their standard deviation, times `weight`; zeros if all alike. */
export function standardise(room: ScoreRoom, values: Float32Array, weight: number): Float32Array {
  const made = room.take(values.length);
  addStandardised(values, weight, made);
  return made;
}

/** The same, added to `into`. */
export function addStandardised(values: Float32Array, weight: number, into: Float32Array): void {
  if (weight === 0) return;
  const { mean, scale } = spreadOf(values, weight);
  if (scale === 0) return;
  for (let at = 0; at < values.length; at += 1) into[at]! += (values[at]! - mean) * scale;
}
