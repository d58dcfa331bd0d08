import type { Segment } from "./segment.ts";

/** Several segments seen as one; documents are numbered through, segment after segment. */
export interface IndexView {
  readonly segments: readonly Segment[];
  /** Number of the first document of each segment. */
  readonly bases: readonly number[];
  /** Documents in all segments, deleted ones among them. */
  readonly capacity: number;
  readonly liveCount: number;
  readonly statistics: IndexStatistics;
}

export interface IndexStatistics {
  readonly documents: number;
  readonly averageTitle: number;
  readonly averageAbstract: number;
  readonly largestTally: number;
  readonly newestDay: number;
}

export function viewIndex(segments: readonly Segment[]): IndexView {
  const bases: number[] = [];
  let capacity = 0;
  let deleted = 0;
  let titleTokens = 0;
  let abstractTokens = 0;
  let largestTally = 0;
  let newestDay = 0;
  for (const segment of segments) {
    const { totals } = segment;
    bases.push(capacity);
    capacity += totals.documents;
    for (const bit of segment.deleted) deleted += bit;
    titleTokens += totals.titleTokens;
    abstractTokens += totals.abstractTokens;
    largestTally = Math.max(largestTally, totals.largestTally);
    newestDay = Math.max(newestDay, totals.newestDay);
  }
  const documents = Math.max(1, capacity);
  const statistics = {
    documents: capacity,
    averageTitle: Math.max(1, titleTokens / documents),
    averageAbstract: Math.max(1, abstractTokens / documents),
    largestTally,
    newestDay,
  };
  return { segments, bases, capacity, liveCount: capacity - deleted, statistics };
}

/** Index of the segment that holds a document. */
export function segmentOf(view: IndexView, document: number): number {
  let at = view.bases.length - 1;
  while (at > 0 && view.bases[at]! > document) at--;
  return at;
}

/** The segment that holds a document, and its number in there. */
export function locate(view: IndexView, document: number): { segment: Segment; local: number } {
  const at = segmentOf(view, document);
  return { segment: view.segments[at]!, local: document - view.bases[at]! };
}
