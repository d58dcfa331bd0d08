/**
 * ranking — edition order, the prior of papers nobody has voted on, and what is trending;
 * pure arithmetic.
 *
 * The formulas, where their numbers come from and what they are worth: docs/ranking.md
 *
 * @module
 */
export {
  evaluateRanking,
  type RankingReport,
} from "./evaluation/evaluate-ranking.ts";
export type { ListedPaper, RankingHistory, WeekPage } from "./evaluation/history.ts";
export type { Estimate } from "./evaluation/metrics.ts";
export type { Attack } from "./evaluation/ring.ts";
export { explainOrder } from "./explain-order.ts";
export { type PriorTerm, prior, priorTerms } from "./prior.ts";
export { tieBreak } from "./tie-break.ts";
export { arrange, arrangement } from "./trending/arrange.ts";
export {
  type ContentModel,
  type ContentPrior,
  contentFactor,
  contentFeatures,
  holdsFor,
  noContentPrior,
  untried,
} from "./trending/content-prior.ts";
export type { SettledPaper } from "./trending/fit-content.ts";
export { fitOwn } from "./trending/fit-own.ts";
export { grown, grownBetween, growthTerms } from "./trending/growth.ts";
export { HOT_DOUBLING_HOURS, hotScore } from "./trending/hot.ts";
export {
  type AttentionSignals,
  COMMENTER_WEIGHT,
  noSignals,
  STARS_WEIGHT,
} from "./trending/signals.ts";
export {
  explainTrend,
  type TrendExplanation,
  type TrendingWindow,
  trendingConstants,
  trendingWindows,
} from "./trending/trend.ts";
