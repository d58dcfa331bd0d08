import type { OwnTally, SourceTally } from "../paper.ts";

/** How a paper lies in the store before a batch. */
export interface KnownPaper {
  readonly documentHash: string;
  readonly tally: SourceTally;
  readonly own: OwnTally;
  readonly isHidden: boolean;
}
