import type { SemanticSpace } from "../semantic/space.ts";
import type { Engine, IndexDocument } from "./engine.ts";
import { find, type SearchParts } from "./find.ts";
import { viewIndex } from "./index-view.ts";
import { lengthNorms } from "./lexical-scores.ts";
import { type QuerySpace, viewSpaces } from "./meaning-leg.ts";
import { openSegment, type Segment } from "./segment.ts";
import { createSegmentBuilder } from "./segment-builder.ts";
import { findSimilar } from "./similar.ts";

/**
 * Searches `segments` as one index. Costs little: the segments are not copied.
 *
 * @param spaces the space that ships first, then further ones; the weights of fusion go by
 *   this order. Papers of a segment without vectors in a space are far from everything in it.
 */
export function createEngine(segments: readonly Segment[], spaces: readonly QuerySpace[]): Engine {
  const view = viewIndex(segments);
  const ties = new Uint32Array(view.capacity);
  for (const [at, { columns }] of segments.entries()) ties.set(columns.tie, view.bases[at]!);
  const parts: SearchParts = {
    view,
    spaces: viewSpaces(segments, spaces),
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
  spaces: readonly SemanticSpace[],
  segmentSize = Number.POSITIVE_INFINITY,
): Engine {
  const segments: Segment[] = [];
  let builder = createSegmentBuilder("0", spaces);
  for (const document of documents) {
    builder.add(document);
    if (builder.size < segmentSize) continue;
    segments.push(openSegment(builder.finish()));
    builder = createSegmentBuilder(`${segments.length}`, spaces);
  }
  if (builder.size > 0) segments.push(openSegment(builder.finish()));
  return createEngine(segments, spaces);
}
