import type { PaperWithTally } from "#papers";

/** The part of a paper that ranking looks at. */
export type RankedPaper = Pick<
  PaperWithTally,
  | "title"
  | "abstract"
  | "authors"
  | "authorCount"
  | "categories"
  | "links"
  | "sources"
  | "venue"
  | "journalReference"
  | "withdrawn"
  | "tally"
>;
