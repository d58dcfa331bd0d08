/**
 * recommendations — papers for one reader, with the reason for each.
 *
 * From chosen topics, authors and words, and from the first like on by likeness and by one linear
 * SVM over terms and dense vectors; liked papers in up to four clusters, so that a second interest
 * is not drowned, and from thirty ratings of both kinds a chance. Owns the tables `interest`,
 * `paper_feedback`, `reading_vocabulary`, `paper_features`, `paper_neighbours`
 * and `read_address`.
 * The method and its figures: docs/recommendations.md
 *
 * @module
 */
export { createRecommendations } from "./create-recommendations.ts";
export {
  evaluateRecommendations,
  evaluationSets,
  renderEvaluation,
} from "./evaluation/index.ts";
export { accountOf, readerOfAccount, readerOfSubscriber } from "./reader-id.ts";
export type {
  Interest,
  ReaderId,
  RecommendationList,
  Recommendations,
  Recommended,
  RecommendRequest,
} from "./recommendations.ts";
export { interestKinds } from "./recommendations.ts";
