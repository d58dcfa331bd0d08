import type { Segment } from "../../engine/segment.ts";
import type { FittedSpaceData } from "./fitted-space-data.ts";
import { countLiving } from "./sample-papers.ts";

/** Fewer papers say less of their field than the space that ships. */
const LEAST_PAPERS = 500;
/** A space is fitted anew when the index has grown, or shrunk, by this share since. */
const CHANGED_SHARE = 0.5;

export function isWorthFitting(segments: readonly Pick<Segment, "deleted">[]): boolean {
  return countLiving(segments) >= LEAST_PAPERS;
}

/**
 * Whether to fit a space, or another one. All fits together cost at most three times the
 * last one, for each index is half as large again as the one before.
 */
export function isFitDue(
  segments: readonly Pick<Segment, "deleted">[],
  current: Pick<FittedSpaceData, "papers"> | undefined,
): boolean {
  if (!isWorthFitting(segments)) return false;
  if (!current) return true;
  return Math.abs(countLiving(segments) - current.papers) >= CHANGED_SHARE * current.papers;
}
