import type { IndexStatistics } from "./index-view.ts";
import { RECENCY_HALF_LIFE_DAYS, RECENCY_PRIOR, TALLY_PRIOR } from "./scoring.ts";
import type { Segment } from "./segment.ts";

/** The most that `priorOf` gives. */
export const MOST_PRIOR = TALLY_PRIOR + RECENCY_PRIOR;

/**
 * What a paper gets for its citations or votes, whichever are more, and for being new as
 * seen from the newest paper of the index; 0…0.05.
 */
export function priorOf(statistics: IndexStatistics, segment: Segment, document: number): number {
  const { upvotes, citations, day } = segment.columns;
  const tally = Math.max(upvotes[document]!, citations[document]!);
  const ageDays = Math.max(0, statistics.newestDay - day[document]!);
  const fame =
    statistics.largestTally === 0 ? 0 : Math.log1p(tally) / Math.log1p(statistics.largestTally);
  return TALLY_PRIOR * fame + RECENCY_PRIOR * 2 ** (-ageDays / RECENCY_HALF_LIFE_DAYS);
}
