/**
 * editions — which papers a day, week or month shows, and in what order.
 *
 * While its period lasts an edition is open and reorders as votes arrive; then it is
 * frozen and never changes, so that pages, feeds and digests agree for ever. What is trending
 * is worked out anew, at most once a minute.
 *
 * Owns the tables `placement`, `placement_cursor`, `edition`, `edition_entry` and
 * `edition_choice`.
 * The rules in full: docs/editions.md
 *
 * @module
 */
export type { EditionEditor } from "./choosing/editor.ts";
export type {
  Edition,
  EditionChoice,
  EditionSort,
  Period,
  PeriodKind,
} from "./edition.ts";
export {
  createEditions,
  type EditionReader,
  type Editions,
  type EditionWriter,
} from "./editions.ts";
export type { PlacedPaper } from "./paging/placed-paper.ts";
export {
  findPeriod,
  firstDay,
  lastDay,
  parsePeriod,
  periodKind,
  periodsOfDay,
} from "./period.ts";
export { periodEnd } from "./period-end.ts";
export type { TrendingSources } from "./trending/sources.ts";
export type { TrendingEntry } from "./trending/trending.ts";
