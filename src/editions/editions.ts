import type { PaperId, PaperWithTally } from "#papers";
import { type Clock, type Database, dayOf } from "#platform";
import type { Edition, EditionPage, Period, PeriodKind } from "./edition.ts";
import { type EditionProof, freeze, listDue, verify } from "./freezing/freezing.ts";
import { periodKind, periodsOfDay } from "./period.ts";
import { type FollowedPapers, follow, place, withdraw } from "./placing/placing.ts";
import { readEdition } from "./read-edition.ts";
import { findEnd, listEditions, listPeriodsOf } from "./store.ts";

/** Reads editions; can not write. A period is in the future when it has not begun. */
export interface EditionReader {
  /** The edition with one page of its entries; an empty one (`total` 0) for a period without papers. */
  get(period: Period, page?: EditionPage): Promise<Edition>;
  /** Newest period of this kind that has papers and is not in the future. */
  newest(kind: PeriodKind): Promise<Period | undefined>;
  /** Nearest period with papers before (or at) the given one; not in the future. */
  nearest(period: Period): Promise<Period | undefined>;
  /** Periods with papers, not in the future, newest first, and how many papers each holds. */
  list(
    kind: PeriodKind,
    limit: number,
    offset: number,
  ): Promise<readonly { period: Period; papers: number }[]>;
  /** Frozen and open editions the paper appears in: days, then weeks, then months, oldest first. */
  periodsOf(paperId: PaperId): Promise<readonly Period[]>;
}

export interface EditionWriter {
  /** Places new or changed papers into the open editions of their day, week and month; in one transaction. */
  place(papers: readonly PaperWithTally[]): Promise<void>;
  /** Takes papers out of open editions; frozen ones keep their ids. */
  withdraw(paperIds: readonly PaperId[]): Promise<void>;
  /**
   * Places or withdraws every paper the change log names since the last time, step by step.
   * Safe to be killed, and to be run by several at once: each step and its position in the
   * log are one transaction.
   *
   * @returns the number of changes followed.
   */
  follow(papers: FollowedPapers): Promise<number>;
  /**
   * Closes a period for good. Safe to repeat: a frozen edition is returned as it is.
   *
   * @throws AppError `not_found` when the period has no papers.
   * @throws AppError `conflict` when the period is not over at `now`.
   */
  freeze(period: Period, now: Date): Promise<Edition>;
  /** Periods that are over, unfrozen and quiet, the first to end first: what the schedule should freeze. */
  due(now: Date): Promise<readonly Period[]>;
}

export interface Editions extends EditionReader, EditionWriter {
  /**
   * Whether a frozen edition is still what was frozen.
   *
   * @throws AppError `not_found` when it is not frozen.
   */
  verify(period: Period): Promise<EditionProof>;
}

export interface EditionsParts {
  readonly database: Database;
  readonly clock: Clock;
  /** IANA name of the zone in which a day begins and ends. */
  readonly timeZone: string;
  /** How long a period must be over, and without arrivals, before it is due to be frozen. */
  readonly freezeAfterHours: number;
}

export function createEditions(parts: EditionsParts): Editions {
  const { database, clock, timeZone } = parts;
  const current = (kind: PeriodKind) => periodsOfDay(dayOf(clock.now(), timeZone))[kind];
  const findNewest = (kind: PeriodKind, until: Period) =>
    findEnd(database, { kind, until }, "last");
  return {
    get: (period, page = {}) => readEdition(parts, period, page),
    newest: (kind) => findNewest(kind, current(kind)),
    nearest: (period) => {
      const kind = periodKind(period);
      const today = current(kind);
      const isFuture = period > today;
      return findNewest(kind, isFuture ? today : period);
    },
    list: (kind, limit, offset) =>
      listEditions(database, { kind, until: current(kind) }, { limit, offset }),
    periodsOf: async (paperId) => sortPeriods(await listPeriodsOf(database, paperId)),
    verify: (period) => verify(parts, period),
    place: (papers) => place(parts, papers),
    withdraw: (paperIds) => withdraw(parts, paperIds),
    follow: (papers) => follow(parts, papers),
    freeze: async (period, now) => {
      await freeze(parts, period, now);
      return readEdition(parts, period, {});
    },
    due: (now) => listDue(parts, now),
  };
}

const kindOrder: readonly PeriodKind[] = ["day", "week", "month"];

function sortPeriods(periods: readonly Period[]): Period[] {
  const key = (period: Period) => `${kindOrder.indexOf(periodKind(period))}${period}`;
  return [...periods].sort((one, other) => (key(one) < key(other) ? -1 : 1));
}
