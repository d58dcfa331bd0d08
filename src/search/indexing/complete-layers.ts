import { openSegment, type SegmentData } from "../engine/segment.ts";
import { type FittedSpace, openFittedSpace } from "../semantic/fitted/fitted-space.ts";
import { type FittedSpaceData, isFittedIdentity } from "../semantic/fitted/fitted-space-data.ts";
import { foldSegment } from "../semantic/fitted/fold-segment.ts";
import type { SpaceData } from "../semantic/space-data.ts";

export function isFitted(space: SpaceData): space is FittedSpaceData {
  return space.kind === "fitted";
}

/**
 * Gives segments the vectors they lack in fitted spaces, from the texts they hold, and takes
 * from them those in fitted spaces that are gone: no segment is published otherwise. What is
 * complete stays the very same object.
 */
export function createLayerCompletion() {
  let opened: readonly FittedSpace[] = [];
  return (segments: readonly SegmentData[], spaces: readonly SpaceData[]): SegmentData[] => {
    opened = spaces.filter(isFitted).map((data) => {
      return opened.find(({ identity }) => identity === data.identity) ?? openFittedSpace(data);
    });
    return segments.map((segment) => complete(segment, opened));
  };
}

function complete(segment: SegmentData, spaces: readonly FittedSpace[]): SegmentData {
  const known = new Set(spaces.map(({ identity }) => identity));
  const kept = segment.vectors.filter(({ space }) => known.has(space) || !isFittedIdentity(space));
  const has = new Set(kept.map(({ space }) => space));
  const lacking = spaces.filter(({ identity }) => !has.has(identity));
  if (lacking.length === 0 && kept.length === segment.vectors.length) return segment;
  const opened = openSegment(segment);
  const added = lacking.map((space) => foldSegment(space, opened));
  return { ...segment, vectors: [...kept, ...added] };
}
