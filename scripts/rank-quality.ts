/** How well an order agrees with votes, and how sure the mean over days is. */
import { mean, spearman } from "../src/ranking/evaluation/metrics.ts";
import { createRandom } from "../test/support/random.ts";

export { mean, spearman };

const RESAMPLES = 2_000;

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
