import type { IndexStatistics } from "./index-view.ts";
import { RECENCY_HALF_LIFE_DAYS, RECENCY_PRIOR, TALLY_PRIOR } from "./scoring.ts";
import type { Segment } from "./segment.ts";

/** The most that `priorOf` gives. */
export const MOST_PRIOR = TALLY_PRIOR + RECENCY_PRIOR;

/** The prior of a document of a segment. */
export function priorAt(statistics: IndexStatistics, segment: Segment, document: number): number {
  const { upvotes, citations, day } = segment.columns;
  return priorOf(statistics, Math.max(upvotes[document]!, citations[document]!), day[document]!);
}

/**
 * What a paper gets for its citations or votes, whichever are more, and for being new as
 * seen from the newest paper of the index; 0…0.05.
 */
export function priorOf(
  { largestTally, newestDay }: Pick<IndexStatistics, "largestTally" | "newestDay">,
  tally: number,
  day: number,
): number {
  const ageDays = Math.max(0, newestDay - day);
  const fame = largestTally === 0 ? 0 : Math.log1p(tally) / Math.log1p(largestTally);
  return TALLY_PRIOR * fame + RECENCY_PRIOR * 2 ** (-ageDays / RECENCY_HALF_LIFE_DAYS);
}
