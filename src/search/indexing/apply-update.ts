import { openSegment, type Segment, type SegmentData } from "../engine/segment.ts";
import type { IndexUpdate } from "./messages.ts";

/** The segments after an update; those it does not name stay the very same objects. */
export function applyUpdate(
  segments: readonly Segment[],
  { put, dropped }: IndexUpdate,
): readonly Segment[] {
  const byName = new Map(segments.map((segment) => [segment.name, segment]));
  for (const name of dropped) byName.delete(name);
  for (const data of put) byName.set(data.name, openSegment(data));
  return [...byName.values()];
}

/** What is posted of a segment. */
export function dataOf({ name, totals, packed, vectors, deleted }: Segment): SegmentData {
  return { name, totals, packed, vectors, deleted };
}

/** Bytes of shared memory that a change of segments lets go. */
export function bytesLetGo(before: readonly Segment[], after: readonly Segment[]): number {
  const kept = new Set(after.flatMap(buffersOf));
  let bytes = 0;
  for (const buffer of before.flatMap(buffersOf)) if (!kept.has(buffer)) bytes += buffer.byteLength;
  return bytes;
}

function buffersOf({ packed, vectors, deleted }: Segment): ArrayBufferLike[] {
  return [packed.buffer, deleted.buffer, ...vectors.map((layer) => layer.packed.buffer)];
}
