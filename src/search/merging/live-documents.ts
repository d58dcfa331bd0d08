import type { Segment } from "../engine/segment.ts";

/** Marks a document that does not live on. */
export const GONE = 0xffffffff;

/** A segment to be merged, and the new numbers of its documents. */
export interface MergePart {
  readonly segment: Segment;
  /** Old number → new number, or `GONE`. */
  readonly renumbered: Uint32Array;
}

/** Numbers the documents that live on, segment after segment. */
export function renumberDocuments(segments: readonly Segment[]): {
  readonly parts: readonly MergePart[];
  readonly documents: number;
} {
  let documents = 0;
  const parts = segments.map((segment) => {
    const renumbered = new Uint32Array(segment.totals.documents);
    for (let old = 0; old < renumbered.length; old++) {
      renumbered[old] = segment.deleted[old] === 1 ? GONE : documents++;
    }
    return { segment, renumbered };
  });
  return { parts, documents };
}
