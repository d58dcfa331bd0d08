import type { PaperId, PaperWithTally } from "#papers";
import { type Clock, type Database, type Day, dayOf } from "#platform";
import {
  createEditor,
  type EditingParts,
  type EditionEditor,
  undoChoice,
} from "./choosing/editor.ts";
import type { Edition, EditionPage, Period, PeriodKind } from "./edition.ts";
import { type EditionProof, freeze, listDue, verify } from "./freezing/freezing.ts";
import type { PlacedPaper } from "./paging/placed-paper.ts";
import { listPlacedOn } from "./paging/store.ts";
import { periodKind, periodsOfDay } from "./period.ts";
import { type FollowedPapers, follow, place, withdraw } from "./placing/placing.ts";
import { findCursor } from "./placing/store.ts";
import { readEdition } from "./read-edition.ts";
import { findEnd, listEditions, listPeriodsOf } from "./store.ts";
import { createTrending } from "./trending/create-trending.ts";
import { readSettled } from "./trending/read-settled.ts";
import type { TrendingSources } from "./trending/sources.ts";
import type { SettledVotes, TrendingReader } from "./trending/trending.ts";

/** Reads editions; can not write. A period is in the future when it has not begun. */
export interface EditionReader extends TrendingReader {
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
   * @param changesPerStep fewer than the thousands of an intake where somebody waits for this
   *   thread.
   * @returns the number of changes followed.
   */
  follow(papers: FollowedPapers, changesPerStep?: number): Promise<number>;
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

export interface Editions extends EditionReader, EditionWriter, EditionEditor {
  /** Papers older than a week and younger than half a year, where somebody votes; newest first. */
  settledVotes(limit: number): Promise<readonly SettledVotes[]>;
  /** Position of the change log up to which papers stand in their editions. */
  followedUntil(): Promise<number>;
  /** Every paper of a day, those that came after it was frozen too, in no order. */
  placedOn(day: Day): Promise<readonly PlacedPaper[]>;
  /** Undoes a choice that was noted under `edition-choice`. */
  undoChoice(noted: Readonly<Record<string, unknown>>): Promise<void>;
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
  /** What trending is worked out of; absent: nothing is trending. */
  readonly trending?: TrendingSources | undefined;
  /** What editors need of others; absent: what they choose is not noted. */
  readonly editing?: EditingParts | undefined;
}

export function createEditions(parts: EditionsParts): Editions {
  const { database, clock, timeZone } = parts;
  const current = (kind: PeriodKind) => periodsOfDay(dayOf(clock.now(), timeZone))[kind];
  const findNewest = (kind: PeriodKind, until: Period) =>
    findEnd(database, { kind, until }, "last");
  const freezeAndRead = async (period: Period, now: Date) => {
    await freeze(parts, period, now);
    return readEdition(parts, period, {});
  };
  const editorParts = { ...parts, freeze: (period: Period) => freezeAndRead(period, clock.now()) };
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
    follow: (papers, changesPerStep) => follow(parts, papers, changesPerStep),
    freeze: freezeAndRead,
    due: (now) => listDue(parts, now),
    ...createEditor(editorParts),
    settledVotes: (limit) => readSettled(parts, limit),
    followedUntil: () => findCursor(database.kysely),
    placedOn: (day) => listPlacedOn(database, day),
    undoChoice: (noted) => undoChoice(editorParts, noted),
    ...createTrending({ database, clock, timeZone, sources: parts.trending }),
  };
}

const kindOrder: readonly PeriodKind[] = ["day", "week", "month"];

function sortPeriods(periods: readonly Period[]): Period[] {
  const key = (period: Period) => `${kindOrder.indexOf(periodKind(period))}${period}`;
  return [...periods].sort((one, other) => (key(one) < key(other) ? -1 : 1));
}
