/**
 * editions — which papers a day, week or month shows, and in what order.
 *
 * While its period lasts an edition is open and reorders as votes arrive; then it is
 * frozen and never changes, so that pages, feeds and digests agree for ever.
 *
 * Owns the tables `placement`, `edition` and `edition_entry`.
 *
 * @module
 */
export type { Edition, EditionEntry, EditionSort, Period, PeriodKind } from "./edition.ts";
export type { EditionPage, EditionReader, Editions, EditionWriter } from "./editions.ts";
