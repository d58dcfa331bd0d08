import type { SemanticSpace } from "../semantic/space.ts";
import type { Engine, IndexDocument } from "./engine.ts";
import { find } from "./find.ts";
import { type GivenSpace, openGivenSpace } from "./given-space.ts";
import { tieBreakOf, viewIndex } from "./index-view.ts";
import { lengthNorms } from "./lexical-scores.ts";
import { type QuerySpace, viewSpaces } from "./meaning-leg.ts";
import type { SearchParts } from "./search-parts.ts";
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
  const parts: SearchParts = {
    view,
    spaces: viewSpaces(segments, spaces),
    norms: lengthNorms(view.statistics),
    goesFirst: tieBreakOf(view),
  };
  const partsWith = (given: GivenSpace | undefined): SearchParts => {
    if (!given) return parts;
    return {
      ...parts,
      spaces: [...parts.spaces, ...viewSpaces(segments, [openGivenSpace(given)])],
    };
  };
  return {
    size: view.liveCount,
    find: (request, given) => find(partsWith(given), request),
    similar: (id, limit, given) => findSimilar(partsWith(given), id, limit),
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
  return createEngine(buildSegments(documents, spaces, segmentSize), spaces);
}

/** The segments of such an engine. */
export function buildSegments(
  documents: Iterable<IndexDocument>,
  spaces: readonly SemanticSpace[],
  segmentSize = Number.POSITIVE_INFINITY,
): Segment[] {
  const segments: Segment[] = [];
  let builder = createSegmentBuilder("0", spaces);
  for (const document of documents) {
    builder.add(document);
    if (builder.size < segmentSize) continue;
    segments.push(openSegment(builder.finish()));
    builder = createSegmentBuilder(`${segments.length}`, spaces);
  }
  if (builder.size > 0) segments.push(openSegment(builder.finish()));
  return segments;
}
