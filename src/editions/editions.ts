import type { PaperId, PaperWithTally } from "#papers";
import type { Edition, EditionSort, Period, PeriodKind } from "./edition.ts";

export interface EditionPage {
  readonly sort?: EditionSort;
  /** Default 50. */
  readonly limit?: number;
  readonly offset?: number;
}

/** Reads editions; can not write. */
export interface EditionReader {
  /** The edition with one page of its entries; an empty one (`total` 0) for a period without papers. */
  get(period: Period, page?: EditionPage): Promise<Edition>;
  /** Newest period of this kind that has papers and is not in the future. */
  newest(kind: PeriodKind): Promise<Period | undefined>;
  /** Nearest period with papers before (or at) the given one. */
  nearest(period: Period): Promise<Period | undefined>;
  /** Periods with papers, newest first, and how many papers each holds. */
  list(
    kind: PeriodKind,
    limit: number,
    offset: number,
  ): Promise<readonly { period: Period; papers: number }[]>;
  /** Frozen and open editions the paper appears in. */
  periodsOf(paperId: PaperId): Promise<readonly Period[]>;
}

export interface EditionWriter {
  /** Places new or changed papers into the open editions of their day, week and month; in one transaction. */
  place(papers: readonly PaperWithTally[]): Promise<void>;
  /**
   * Closes a period for good. Safe to repeat: a frozen edition is returned as it is.
   *
   * @throws AppError `not_found` when the period has no papers.
   * @throws AppError `conflict` when the period is not over at `now`.
   */
  freeze(period: Period, now: Date): Promise<Edition>;
  /** Periods that are over, unfrozen and quiet: what the schedule should freeze. */
  due(now: Date): Promise<readonly Period[]>;
}

export interface Editions extends EditionReader, EditionWriter {}
