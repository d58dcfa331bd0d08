/**
 * summaries — optional: abstracts summed up by any OpenAI-compatible endpoint. Text of papers is
 * hostile to it, and its answers are to us. Owns the table `summary`. docs/summaries.md
 *
 * @module
 */
export { createSummaries } from "./create-summaries.ts";
export type { Summaries, Summary } from "./summaries.ts";
export type { SummarySettings } from "./summary-settings.ts";
