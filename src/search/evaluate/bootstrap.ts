/** Mean difference of two systems over the same queries, with a 95 % interval. */
export interface PairedDifference {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

const RESAMPLES = 10_000;
/** Multiplier and increment of a full-period 32-bit generator (Numerical Recipes). */
const MULTIPLIER = 1_664_525;
const INCREMENT = 1_013_904_223;

/** Percentile bootstrap of the per-query differences; the same input gives the same interval. */
export function pairedBootstrap(
  ours: readonly number[],
  theirs: readonly number[],
  resamples = RESAMPLES,
): PairedDifference {
  const differences = ours.map((value, index) => value - theirs[index]!);
  const count = differences.length;
  if (count === 0) return { mean: 0, low: 0, high: 0 };
  const means = new Float64Array(resamples);
  let state = 1;
  for (let sample = 0; sample < resamples; sample += 1) {
    let sum = 0;
    for (let draw = 0; draw < count; draw += 1) {
      state = (Math.imul(state, MULTIPLIER) + INCREMENT) >>> 0;
      sum += differences[Math.floor((state / 4_294_967_296) * count)]!;
    }
    means[sample] = sum / count;
  }
  means.sort();
  return {
    mean: differences.reduce((sum, value) => sum + value, 0) / count,
    low: means[Math.floor(resamples * 0.025)]!,
    high: means[Math.min(resamples - 1, Math.floor(resamples * 0.975))]!,
  };
}
