import { grown, grownBetween } from "./growth.ts";
import { type AttentionSignals, type AttentionSum, addUp } from "./signals.ts";

/** Hours of each window. */
export const trendingWindows = { "1d": 24, "7d": 168, "30d": 720 } as const;
export type TrendingWindow = keyof typeof trendingWindows;

/** What the formula reckons with; why each is what it is: docs/ranking.md, "Trending". */
export const trendingConstants = {
  /** How many votes what is usual for such papers weighs as much as. */
  priorStrength: 1.2,
  /** Standard deviations that not knowing better is worth. */
  exploration: 0.3,
  /** A window ends this far ahead of now. */
  aheadHours: 24,
  /** Part of a surprise that is expected to come again. */
  surgeShare: 0.5,
  /** Standard deviations from which a gain is a surprise. */
  surgeDeviations: 2,
} as const;

/** What is known of a paper's attention at one moment. */
export interface TrendEvidence {
  readonly window: TrendingWindow;
  /** Since readers could first see it; ≥ 0. */
  readonly ageHours: number;
  /** Votes that such papers get in all, > 0. */
  readonly usual: number;
  /** Within the window. */
  readonly gained: AttentionSignals;
  /** Before it. */
  readonly before: AttentionSignals;
}

/** A paper's place among the trending, as a sum and products that a reader can check. */
export interface TrendExplanation {
  readonly window: TrendingWindow;
  /** Hours of the window in which the paper was there. */
  readonly hours: number;
  readonly ageHours: number;
  /** What came within the window, in votes. */
  readonly gained: AttentionSum;
  /** What came before it, in votes. */
  readonly before: number;
  /** What such papers usually gain in those hours. */
  readonly usualGain: number;
  /** What such papers get in all. */
  readonly usual: number;
  /** Votes this one is expected to get in all: (k + U) / (k / usual + F(age)). */
  readonly rate: number;
  /** What not knowing better adds to the rate. */
  readonly exploration: number;
  /** Share of all its votes that falls into the window. */
  readonly share: number;
  /** Added for a gain that its age does not explain. */
  readonly surge: number;
  /** (rate + exploration) × share + surge. */
  readonly score: number;
}

/** The distribution of the votes a paper will get in all: a gamma distribution. */
export interface Posterior {
  readonly shape: number;
  /** Inverse scale. */
  readonly rate: number;
}

/** What is known of a paper's votes after `votes` at `ageHours`, when `usual` is expected. */
export function posterior(votes: number, share: number, usual: number): Posterior {
  const k = trendingConstants.priorStrength;
  return { shape: k + votes, rate: k / usual + share };
}

/** Expected attention of a paper in the window that ends a day from now. */
export function explainTrend(evidence: TrendEvidence): TrendExplanation {
  const { window, ageHours, usual } = evidence;
  const windowHours = trendingWindows[window];
  const gained = addUp(evidence.gained);
  const before = addUp(evidence.before).sum;
  const { shape, rate } = posterior(gained.sum + before, grown(ageHours), usual);
  const mean = shape / rate;
  const exploration = (trendingConstants.exploration * Math.sqrt(shape)) / rate;
  const end = ageHours + trendingConstants.aheadHours;
  const share = grownBetween(end - windowHours, end);
  const surge = surgeOf(evidence, gained.sum, before);
  return {
    window,
    hours: Math.min(windowHours, ageHours),
    ageHours,
    gained,
    before,
    usualGain: usual * grownBetween(ageHours - windowHours, ageHours),
    usual,
    rate: mean,
    exploration,
    share,
    surge,
    score: (mean + exploration) * share + surge,
  };
}

/**
 * Half of what came beyond two standard deviations above what was to be expected when the
 * window began (a negative binomial distribution): what finds an old paper that is being
 * read again. A paper younger than the window has had no time to surprise.
 */
function surgeOf({ window, ageHours, usual }: TrendEvidence, gained: number, before: number) {
  const windowHours = trendingWindows[window];
  if (ageHours <= windowHours) return 0;
  const start = ageHours - windowHours;
  const { shape, rate } = posterior(before, grown(start), usual);
  const expected = (shape / rate) * grownBetween(start, ageHours);
  const deviation = Math.sqrt(expected + expected ** 2 / shape);
  const { surgeDeviations, surgeShare } = trendingConstants;
  // A vote is the least that can happen: below it there is no deviation.
  const bound = expected + surgeDeviations * Math.max(1, deviation);
  return surgeShare * Math.max(0, gained - bound);
}
