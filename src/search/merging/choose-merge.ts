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
 * n papers has at most log2(n) segments below `most`, and a paper is rewritten as often in
 * its life; segments grow no larger than `most`, which bounds the memory that a merge takes.
 *
 * @param most living papers of the merged segment.
 */
export function chooseMerge(sizes: readonly SegmentSize[], most = MAX_DOCUMENTS): number[] {
  const living = (at: number) => sizes[at]!.documents - sizes[at]!.deleted;
  const order = sizes.map((_, at) => at).sort((a, b) => living(a) - living(b));
  let count = 0;
  let sum = 0;
  let chosen = 0;
  for (const at of order) {
    if (sum + living(at) > most) break;
    if (count > 0 && living(at) < GROWTH * sum) chosen = count + 1;
    count++;
    sum += living(at);
  }
  const merged = new Set(chosen > 1 ? order.slice(0, chosen) : []);
  let total = [...merged].reduce((documents, at) => documents + living(at), 0);
  for (const [at, { documents, deleted }] of sizes.entries()) {
    if (merged.has(at) || deleted <= documents * WASTE || total + living(at) > most) continue;
    merged.add(at);
    total += living(at);
  }
  return [...merged].sort((a, b) => a - b);
}
