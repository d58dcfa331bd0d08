import { MAX_DOCUMENTS } from "../engine/posting.ts";

/** What the choice needs to know of a segment. */
export interface SegmentSize {
  readonly documents: number;
  readonly deleted: number;
}

/** A segment that has lost this share of its papers is rewritten. */
const WASTE = 0.3;
/** Each segment is at least so many times larger than all smaller ones together. */
const GROWTH = 2;

/**
 * Which segments to merge into one, as indices; none when all is well. Kept so, an index of
 * n papers has at most log2(n) segments, and a paper is rewritten as often in its life.
 */
export function chooseMerge(sizes: readonly SegmentSize[]): number[] {
  const living = (at: number) => sizes[at]!.documents - sizes[at]!.deleted;
  const order = sizes.map((_, at) => at).sort((a, b) => living(a) - living(b));
  let count = 0;
  let sum = 0;
  let chosen = 0;
  for (const at of order) {
    if (count > 0 && living(at) < GROWTH * sum) chosen = count + 1;
    count++;
    sum += living(at);
  }
  const merged = new Set(chosen > 1 ? order.slice(0, chosen) : []);
  for (const [at, { documents, deleted }] of sizes.entries()) {
    if (deleted > documents * WASTE) merged.add(at);
  }
  const total = [...merged].reduce((documents, at) => documents + living(at), 0);
  return total > MAX_DOCUMENTS ? [] : [...merged].sort((a, b) => a - b);
}
