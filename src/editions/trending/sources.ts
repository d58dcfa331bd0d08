import type { PaperId, PaperReader, PaperWithTally, TallyReading } from "#papers";
import type { ContentPrior } from "#ranking";

/** A vote of this site and what it counts; `community` has the whole record. */
export interface WeighedVote {
  readonly paperId: PaperId;
  readonly at: string;
  readonly weight: number;
}

/** What trending is worked out of. */
export interface TrendingSources {
  readonly papers: Pick<PaperReader, "findMany" | "lastChange" | "changesSince"> & {
    tallyReadings(since: string, paperIds?: readonly PaperId[]): Promise<readonly TallyReading[]>;
  };
  /** Standing votes since an instant. */
  votesSince(instant: string): Promise<readonly WeighedVote[]>;
  /** Different people who commented on each paper since an instant. */
  commentersSince?(instant: string): Promise<ReadonlyMap<PaperId, number>>;
  /** Vectors of papers, for the content prior; absent: nothing is expected of content. */
  embed?(papers: readonly PaperWithTally[]): Promise<readonly ArrayLike<number>[]>;
  /** Absent: nothing is expected of content. */
  contentPrior?(): Promise<ContentPrior>;
}
