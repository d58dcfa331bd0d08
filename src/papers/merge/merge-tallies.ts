import type { PaperRecord } from "#sources";
import type { SourceTally } from "../paper.ts";

const NO_TALLY: SourceTally = { upvotes: 0, comments: 0, citations: 0, stars: 0 };

/** The counts of all sources; where several count the same thing, the highest. */
export function mergeTallies(records: readonly PaperRecord[]): SourceTally {
  let { upvotes, comments, citations, stars } = NO_TALLY;
  for (const { tallies } of records) {
    if (!tallies) continue;
    upvotes = Math.max(upvotes, tallies.upvotes ?? 0);
    comments = Math.max(comments, tallies.comments ?? 0);
    citations = Math.max(citations, tallies.citations ?? 0);
    stars = Math.max(stars, tallies.stars ?? 0);
  }
  return { upvotes, comments, citations, stars };
}

export function isSameTally(a: SourceTally, b: SourceTally): boolean {
  return (
    a.upvotes === b.upvotes &&
    a.comments === b.comments &&
    a.citations === b.citations &&
    a.stars === b.stars
  );
}
