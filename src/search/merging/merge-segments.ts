import {
  listNames,
  type Segment,
  type SegmentColumns,
  type SegmentData,
} from "../engine/segment.ts";
import { assembleSegment, listColumns } from "../engine/segment-builder.ts";
import { renumberDocuments } from "./live-documents.ts";
import { mergeDocuments } from "./merge-documents.ts";
import { mergeList } from "./merge-lists.ts";
import { mergeText } from "./merge-text.ts";
import { mergeVectors } from "./merge-vectors.ts";

/** One segment that holds the living papers of several; the old ones stay as they are. */
export function mergeSegments(name: string, segments: readonly Segment[]): SegmentData {
  const { parts, documents } = renumberDocuments(segments);
  const lists = listNames.map((list) => [list, mergeList(parts, list)] as const);
  return assembleSegment(
    name,
    {
      ...mergeDocuments(parts, documents),
      ...mergeText(parts, documents),
      ...listColumns(Object.fromEntries(lists)),
    } as SegmentColumns,
    mergeVectors(parts, documents),
  );
}
