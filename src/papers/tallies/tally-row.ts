import type { OwnTally, SourceTally, Tally } from "../paper.ts";

/** Counts of a paper as they lie in `paper_tally`: of the sources, and of this site. */
export const tallyColumns = [
  "upvotes",
  "comments",
  "citations",
  "stars",
  "own_upvotes",
  "own_counted",
  "own_comments",
  "own_commenters",
] as const;

type TallyRow = Readonly<Record<(typeof tallyColumns)[number], number | null>>;

export function toSourceTally(row: TallyRow): SourceTally {
  return {
    upvotes: Number(row.upvotes ?? 0),
    comments: Number(row.comments ?? 0),
    citations: Number(row.citations ?? 0),
    stars: Number(row.stars ?? 0),
  };
}

export function toOwnTally(row: TallyRow): OwnTally {
  return {
    upvotes: Number(row.own_upvotes ?? 0),
    counted: Number(row.own_counted ?? 0),
    comments: Number(row.own_comments ?? 0),
    commenters: Number(row.own_commenters ?? 0),
  };
}

/** What pages show: both together. */
export function toTally(row: TallyRow): Tally {
  const source = toSourceTally(row);
  const own = toOwnTally(row);
  return {
    ...source,
    upvotes: source.upvotes + own.upvotes,
    counted: source.upvotes + own.counted,
    comments: source.comments + own.comments,
  };
}
