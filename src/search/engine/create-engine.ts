import type { SemanticSpace } from "../semantic/space.ts";
import type { Engine, IndexDocument } from "./engine.ts";
import { find, type SearchParts } from "./find.ts";
import { viewIndex } from "./index-view.ts";
import { lengthNorms } from "./lexical-scores.ts";
import { openSegment, type Segment } from "./segment.ts";
import { createSegmentBuilder } from "./segment-builder.ts";
import { findSimilar } from "./similar.ts";

/** Searches `segments` as one index. Costs little: the segments are not copied. */
export function createEngine(segments: readonly Segment[], space: SemanticSpace): Engine {
  const view = viewIndex(segments);
  const ties = new Uint32Array(view.capacity);
  for (const [at, { columns }] of segments.entries()) ties.set(columns.tie, view.bases[at]!);
  const parts: SearchParts = {
    view,
    space,
    norms: lengthNorms(view.statistics),
    scratch: new Float32Array(view.capacity),
    agreements: new Uint16Array(view.capacity),
    goesFirst: (first, second) => ties[first]! < ties[second]!,
  };
  return {
    size: view.liveCount,
    find: (request) => find(parts, request),
    similar: (id, limit) => findSimilar(parts, id, limit),
  };
}

/**
 * Indexes documents in this thread and process. Each id may occur once.
 *
 * @param segmentSize documents per segment; the answers do not depend on it.
 */
export function buildEngine(
  documents: Iterable<IndexDocument>,
  space: SemanticSpace,
  segmentSize = Number.POSITIVE_INFINITY,
): Engine {
  const segments: Segment[] = [];
  let builder = createSegmentBuilder("0", space);
  for (const document of documents) {
    builder.add(document);
    if (builder.size < segmentSize) continue;
    segments.push(openSegment(builder.finish()));
    builder = createSegmentBuilder(`${segments.length}`, space);
  }
  if (builder.size > 0) segments.push(openSegment(builder.finish()));
  return createEngine(segments, space);
}
