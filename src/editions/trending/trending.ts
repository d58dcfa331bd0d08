import type { PaperId } from "#papers";
import type { Day } from "#platform";
import type { TrendExplanation, TrendingWindow } from "#ranking";

export interface TrendingEntry {
  readonly paperId: PaperId;
  /** From 1, without gaps. */
  readonly rank: number;
  readonly explanation: TrendExplanation;
  /** Stands here to be seen at all; drawn anew every day. */
  readonly isDrawn: boolean;
}

/** What gains attention, the most first. */
export interface TrendingList {
  readonly window: TrendingWindow;
  /** When it was worked out; ISO 8601. */
  readonly at: string;
  readonly total: number;
  readonly entries: readonly TrendingEntry[];
}

interface HotEntry {
  readonly paperId: PaperId;
  readonly rank: number;
  /** Those that count. */
  readonly votes: number;
  readonly day: Day;
  readonly score: number;
}

/** Votes against age, the hottest first. */
export interface HotList {
  readonly at: string;
  readonly total: number;
  readonly entries: readonly HotEntry[];
}

interface TrendingPage {
  /** Default `1d`. */
  readonly window?: TrendingWindow;
  /** Default 50. */
  readonly limit?: number;
  readonly offset?: number;
}

/** A paper whose votes have come in. */
export interface SettledVotes {
  readonly paperId: PaperId;
  readonly week: string;
  /** Those that count. */
  readonly upvotes: number;
}

/** What is trending; worked out at most once a minute. */
export interface TrendingReader {
  trending(page?: TrendingPage): Promise<TrendingList>;
  /** Papers of a month by votes against age. */
  hot(page?: Omit<TrendingPage, "window">): Promise<HotList>;
  /** How one paper stands in a window, whether or not it is among the candidates. */
  trendOf(paperId: PaperId, window?: TrendingWindow): Promise<TrendExplanation | undefined>;
}
