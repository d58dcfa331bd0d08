import { openSegment, type Segment, type SegmentData } from "../../engine/segment.ts";
import { type FitOptions, fitSpace } from "./fit-space.ts";
import { openFittedSpace } from "./fitted-space.ts";
import type { FittedSpaceData } from "./fitted-space-data.ts";
import { foldSegment } from "./fold-segment.ts";
import { isWorthFitting } from "./when-to-fit.ts";

/** Segments with a layer of one fitted space each, and that space. */
export interface Fitted {
  readonly segments: readonly Segment[];
  readonly space: FittedSpaceData | undefined;
}

/** Fits a space to the segments, as the product does after an import, and folds them in. */
export function fitAndFold(segments: readonly Segment[], options?: Partial<FitOptions>): Fitted {
  const space = isWorthFitting(segments) ? fitSpace(segments, options) : undefined;
  if (!space) return { segments, space };
  const opened = openFittedSpace(space);
  return { segments: segments.map((segment) => withLayer(segment, opened)), space };
}

function withLayer(segment: Segment, space: ReturnType<typeof openFittedSpace>): Segment {
  const { name, totals, packed, vectors, deleted }: SegmentData = segment;
  const layers = [...vectors, foldSegment(space, segment)];
  return openSegment({ name, totals, packed, vectors: layers, deleted });
}
