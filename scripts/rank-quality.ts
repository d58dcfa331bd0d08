/** How well an order agrees with votes, and how sure the mean over days is. */
import { createRandom } from "../test/support/random.ts";

const RESAMPLES = 2_000;

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
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

/** Of votes in the order shown; the gain of a paper is log2(1 + votes). */
export function ndcgAt5(votes: readonly number[]): number {
  const gain = (order: readonly number[]) =>
    order
      .slice(0, 5)
      .reduce((sum, vote, index) => sum + Math.log2(1 + vote) / Math.log2(2 + index), 0);
  const best = gain(votes.toSorted((one, other) => other - one));
  return best === 0 ? 1 : gain(votes) / best;
}

/** 95 % of the means of days drawn again and again, with the same seed each time. */
export function interval(values: readonly number[]): readonly [number, number] {
  const random = createRandom(20_261_120);
  const means = Array.from({ length: RESAMPLES }, () =>
    mean(values.map(() => random.pick(values))),
  ).sort((one, other) => one - other);
  return [means[Math.floor(RESAMPLES * 0.025)]!, means[Math.floor(RESAMPLES * 0.975)]!];
}

function ranks(values: readonly number[]): number[] {
  return values.map((value) => {
    const below = values.filter((other) => other < value).length;
    const same = values.filter((other) => other === value).length;
    return below + (same + 1) / 2;
  });
}
