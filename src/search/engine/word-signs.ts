import { lexicalKernel } from "./kernels/lexical-kernel.ts";
import { CANDIDATE_ROOM, type Scratch } from "./scratch.ts";
import type { Segment } from "./segment.ts";
import { countStrings, type StringTable } from "./string-table.ts";

/**
 * The letters of a word in 32 bits: one for each class of letters it has, six for frequent
 * letters it has twice or more. An edit changes at most two of them, a swap none.
 */
export function signsOf(units: Uint16Array, start: number, end: number): number {
  let once = 0;
  let twice = 0;
  for (let at = start; at < end; at++) {
    const bit = 1 << (units[at]! % CLASSES);
    twice |= once & bit;
    once |= bit;
  }
  return (once | (countedTwice(twice) << CLASSES)) >>> 0;
}

const CLASSES = 26;
/** Classes of e, i, n, o, a and t. */
const TWICE = ["e", "i", "n", "o", "a", "t"].map((letter) => letter.charCodeAt(0) % CLASSES);

function countedTwice(twice: number): number {
  let bits = 0;
  for (let at = 0; at < TWICE.length; at++) bits |= ((twice >>> TWICE[at]!) & 1) << at;
  return bits;
}

export function signsOfAll({ units, offsets }: StringTable): Uint32Array<ArrayBuffer> {
  const signs = new Uint32Array(offsets.length - 1);
  for (let word = 0; word < signs.length; word++) {
    signs[word] = signsOf(units, offsets[word]!, offsets[word + 1]!);
  }
  return signs;
}

/** Calls back with every surface whose signs differ from `signs` in at most `most` bits, in order. */
export function visitSigned(
  segment: Segment,
  scratch: Scratch,
  { signs, most }: { readonly signs: number; readonly most: number },
  visit: (word: number) => void,
): void {
  const column = segment.columns.surfaceSigns;
  const count = countStrings(segment.surfaces);
  const kernel = lexicalKernel(segment.packed, scratch);
  if (!kernel) {
    for (let word = 0; word < count; word++)
      if (countBits(column[word]! ^ signs) <= most) visit(word);
    return;
  }
  const { documents: found } = scratch;
  for (let from = 0; from < count; ) {
    const [next, collected] = kernel.collectSigns(
      column.byteOffset,
      from,
      count,
      signs,
      most,
      found.byteOffset,
      CANDIDATE_ROOM,
    );
    for (let at = 0; at < collected; at++) if (found[at]! < count) visit(found[at]!);
    from = next;
  }
}

/** Bits set in 32. */
export function countBits(bits: number): number {
  let value = bits - ((bits >>> 1) & 0x55555555);
  value = (value & 0x33333333) + ((value >>> 2) & 0x33333333);
  return Math.imul((value + (value >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
