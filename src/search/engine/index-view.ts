import { countDeleted } from "./deleted-count.ts";
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
    deleted += countDeleted(segment.deleted);
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

/** Equal scores go by a hash of the id, so that their order does not depend on segments. */
export function tieBreakOf(view: IndexView): (first: number, second: number) => boolean {
  const tieOf = (document: number) => {
    const at = segmentOf(view, document);
    return view.segments[at]!.columns.tie[document - view.bases[at]!]!;
  };
  return (first, second) => tieOf(first) < tieOf(second);
}

/** For each segment the indices of those of its documents that are among `documents`. */
export function placesBySegment(view: IndexView, documents: Uint32Array): [number, Uint32Array][] {
  const segments = view.segments.length;
  if (segments === 1) return [[0, Uint32Array.from({ length: documents.length }, (_, at) => at)]];
  const places: number[][] = Array.from({ length: segments }, () => []);
  for (let at = 0; at < documents.length; at++) places[segmentOf(view, documents[at]!)]!.push(at);
  return places.flatMap((own, segment) =>
    own.length === 0 ? [] : [[segment, Uint32Array.from(own)] as [number, Uint32Array]],
  );
}
