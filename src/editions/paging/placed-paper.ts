import type { PaperId } from "#papers";

/** Where a paper stands among those of its day, as it is now. */
export interface PlacedPaper {
  readonly paperId: PaperId;
  /** Upvotes that count plus the prior, which is below 1. */
  readonly score: number;
  /** Parts papers of one score. */
  readonly tie: number;
}
