/**
 * evaluation — how well recommendations find what readers go on to like, beside simpler ways.
 *
 * @module
 */
export { evaluateRecommendations, evaluationSets } from "./evaluate-recommendations.ts";
export { renderEvaluation } from "./render-evaluation.ts";
