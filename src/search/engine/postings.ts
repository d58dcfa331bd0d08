import { DOCUMENT_SHIFT } from "./posting.ts";
import type { Segment } from "./segment.ts";

/** The posting of `document` in the list at `place`, or -1: binary search. */
export function findPosting(segment: Segment, place: number, document: number): number {
  const { postings, postingOffsets } = segment.columns;
  let low = postingOffsets[place]!;
  const end = postingOffsets[place + 1]!;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (postings[middle]! >>> DOCUMENT_SHIFT < document) low = middle + 1;
    else high = middle;
  }
  return low < end && postings[low]! >>> DOCUMENT_SHIFT === document ? postings[low]! : -1;
}

/** Documents of the list at `place`, ascending. */
export function listDocuments(segment: Segment, place: number): Uint32Array {
  const { postings, postingOffsets } = segment.columns;
  const list = postings.subarray(postingOffsets[place]!, postingOffsets[place + 1]!);
  return list.map((posting) => posting >>> DOCUMENT_SHIFT);
}

/** Documents in both of two ascending lists. */
export function intersect(first: Uint32Array, second: Uint32Array): Uint32Array {
  const both = new Uint32Array(Math.min(first.length, second.length));
  let count = 0;
  for (let a = 0, b = 0; a < first.length && b < second.length; ) {
    const difference = first[a]! - second[b]!;
    if (difference === 0) {
      both[count++] = first[a]!;
      a++;
      b++;
    } else if (difference < 0) {
      a++;
    } else {
      b++;
    }
  }
  return both.subarray(0, count);
}
