import { type Scored, sortBest } from "./order-best.ts";

/** Entries whose places fit into the bits of a score that are put aside for them. */
const MOST = 0x2000;
/** Fewer are sorted sooner by comparing them. */
const FEWEST = 48;
const PLACE_BITS = MOST - 1;

const keys = new Float64Array(MOST);
const bits = new Uint32Array(keys.buffer);
const before = { documents: new Uint32Array(MOST), scores: new Float64Array(MOST) };
/** Where the low half of a number lies. */
const LOW = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1 ? 0 : 1;

/**
 * Sorts the first `size`, the best first. The last bits of each score make room for the place
 * it stands at, so that plain numbers are sorted, without a call per comparison; scores alike
 * in the other bits are then put in order among themselves.
 */
export function orderAll(scored: Scored, size: number): void {
  const { documents, scores } = scored;
  if (size < FEWEST || size > MOST || !arePositive(scores, size)) {
    sortBest(scored, 0, size - 1);
    return;
  }
  for (let at = 0; at < size; at++) {
    keys[at] = scores[at]!;
    const low = 2 * at + LOW;
    bits[low] = (bits[low]! & ~PLACE_BITS) | at;
    before.scores[at] = scores[at]!;
    before.documents[at] = documents[at]!;
  }
  keys.subarray(0, size).sort();
  let start = 0;
  for (let at = 0; at < size; at++) {
    const key = size - 1 - at;
    const place = bits[2 * key + LOW]! & PLACE_BITS;
    scores[at] = before.scores[place]!;
    documents[at] = before.documents[place]!;
    if (key < size - 1 && isAlike(key, key + 1)) continue;
    if (at - 1 > start) sortBest(scored, start, at - 1);
    start = at;
  }
  sortBest(scored, start, size - 1);
}

/** Whether two keys differ in nothing but their places. */
function isAlike(one: number, other: number): boolean {
  return (
    bits[2 * one + 1 - LOW] === bits[2 * other + 1 - LOW] &&
    (bits[2 * one + LOW]! | PLACE_BITS) === (bits[2 * other + LOW]! | PLACE_BITS)
  );
}

/** Only those are in order where their bits are. */
function arePositive(scores: Float64Array, size: number): boolean {
  for (let at = 0; at < size; at++) if (!(scores[at]! > 0)) return false;
  return true;
}
