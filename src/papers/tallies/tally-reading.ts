import type { PaperId } from "../paper.ts";

/** What the sources counted at an instant. */
export interface TallyReading {
  readonly paperId: PaperId;
  /** ISO 8601. */
  readonly seenAt: string;
  readonly upvotes: number;
  readonly comments: number;
  readonly stars: number;
}
