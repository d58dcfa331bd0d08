/**
 * ranking — edition order and the prior of papers nobody has voted on; pure arithmetic.
 *
 * The formulas, where their numbers come from and what they are worth: docs/ranking.md
 *
 * @module
 */
export { explainOrder } from "./explain-order.ts";
export { type PriorTerm, prior, priorTerms } from "./prior.ts";
export { tieBreak } from "./tie-break.ts";
