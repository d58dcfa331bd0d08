import { createNumbers } from "../trending/numbers.ts";

const RESAMPLES = 2_000;

export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Rank correlation; equal values share the middle of their ranks. 0 when all are equal. */
export function spearman(one: readonly number[], other: readonly number[]): number {
  const [left, right] = [ranks(one), ranks(other)];
  const middle = (one.length + 1) / 2;
  let both = 0;
  let ownLeft = 0;
  let ownRight = 0;
  for (const [index, rank] of left.entries()) {
    both += (rank - middle) * (right[index]! - middle);
    ownLeft += (rank - middle) ** 2;
    ownRight += (right[index]! - middle) ** 2;
  }
  return ownLeft === 0 || ownRight === 0 ? 0 : both / Math.sqrt(ownLeft * ownRight);
}

function ranks(values: readonly number[]): number[] {
  return values.map((value) => {
    const below = values.filter((other) => other < value).length;
    const same = values.filter((other) => other === value).length;
    return below + (same + 1) / 2;
  });
}

/** Of gains in the order shown, against the best order; 1 where there is nothing to gain. */
export function ndcg(gains: readonly number[], depth: number): number {
  const best = discounted(
    gains.toSorted((one, other) => other - one),
    depth,
  );
  return best === 0 ? 1 : discounted(gains, depth) / best;
}

function discounted(gains: readonly number[], depth: number): number {
  return gains.slice(0, depth).reduce((sum, gain, index) => sum + gain / Math.log2(2 + index), 0);
}

/** How unequal values are: 0 when all are equal, towards 1 when one has everything. */
export function gini(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const total = sorted.reduce((sum, value) => sum + value, 0);
  if (total === 0) return 0;
  const weighted = sorted.reduce((sum, value, index) => sum + (index + 1) * value, 0);
  return (2 * weighted) / (sorted.length * total) - (sorted.length + 1) / sorted.length;
}

/** A mean and 95 % of the means of values drawn again and again, with the same seed each time. */
export interface Estimate {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

export function estimate(values: readonly number[]): Estimate {
  const next = createNumbers("bootstrap");
  const means = Array.from({ length: RESAMPLES }, () =>
    mean(values.map(() => values[Math.floor(next() * values.length)]!)),
  ).sort((one, other) => one - other);
  return {
    mean: mean(values),
    low: means[Math.floor(RESAMPLES * 0.025)] ?? 0,
    high: means[Math.floor(RESAMPLES * 0.975)] ?? 0,
  };
}

/** Of the differences of values that belong together. */
export function pairedEstimate(ours: readonly number[], theirs: readonly number[]): Estimate {
  return estimate(ours.map((value, index) => value - theirs[index]!));
}
