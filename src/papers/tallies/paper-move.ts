import type { OwnTally, PaperId } from "../paper.ts";

/** What a paper that goes leaves to the one it turned out to be. */
export interface PaperMove {
  readonly from: PaperId;
  readonly to: PaperId;
  readonly own: OwnTally;
  readonly isHidden: boolean;
}
