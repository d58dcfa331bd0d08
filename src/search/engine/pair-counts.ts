import { type LexicalKernel, lexicalKernel } from "./kernels/lexical-kernel.ts";
import { findPosting } from "./postings.ts";
import { frequencyAt } from "./resolve-terms.ts";
import { TITLE_PAIR_WEIGHT } from "./scoring.ts";
import type { Scratch } from "./scratch.ts";
import type { Segment } from "./segment.ts";
import { stopCount } from "./stop-codes.ts";
import { BREAK, codeWidth } from "./stream.ts";
import { findString } from "./string-table.ts";

/** Codes of two terms in a segment. */
interface CodedPair {
  readonly first: number;
  readonly second: number;
  /** Codes from 1 to this are stop words. */
  readonly stops: number;
}

/**
 * How often `second` follows `first` in each of the documents (numbers in the segment,
 * ascending), stop words between them aside; once in the title counts `TITLE_PAIR_WEIGHT`
 * times. `visit` gets the index of each document that holds both, and how often. Only the
 * texts of those are read: the postings tell which they are.
 */
export function countPairs(
  segment: Segment,
  pair: { readonly first: string; readonly second: string },
  documents: Uint32Array,
  { scratch, visit }: { readonly scratch: Scratch; visit(index: number, count: number): void },
): void {
  const places = [pair.first, pair.second].map((term) => findString(segment.terms, term));
  if (places.includes(-1)) return;
  const stops = stopCount(segment.terms);
  const [first, second] = places.map((place) => segment.columns.termCode[place]!);
  if (first! <= stops || second! <= stops) return;
  const coded = { first: first!, second: second!, stops };
  scratch.documents.set(documents);
  for (let at = 0; at < documents.length; at++) scratch.indices[at] = at;
  const kernel = lexicalKernel(segment.packed, scratch);
  const byRarity = places.sort((a, b) => frequencyAt(segment, a) - frequencyAt(segment, b));
  let count = documents.length;
  for (const place of byRarity) count = keepHolding(segment, place, count, { kernel, scratch });
  if (kernel) countByKernel(kernel, segment, coded, { count, scratch });
  for (let at = 0; at < count; at++) {
    const found = kernel ? scratch.results[at]! : countIn(segment, scratch.documents[at]!, coded);
    if (found > 0) visit(scratch.indices[at]!, found);
  }
}

/** Keeps of the first `count` documents in the scratch those that are in a list; how many. */
function keepHolding(
  segment: Segment,
  place: number,
  count: number,
  { kernel, scratch }: { readonly kernel: LexicalKernel | undefined; readonly scratch: Scratch },
): number {
  const { documents, indices } = scratch;
  const { postings, postingOffsets } = segment.columns;
  if (kernel) {
    return kernel.keepHolding(
      postings.byteOffset + 4 * postingOffsets[place]!,
      postings.byteOffset + 4 * postingOffsets[place + 1]!,
      documents.byteOffset,
      indices.byteOffset,
      count,
    );
  }
  let kept = 0;
  for (let at = 0; at < count; at++) {
    if (findPosting(segment, place, documents[at]!) < 0) continue;
    indices[kept] = indices[at]!;
    documents[kept++] = documents[at]!;
  }
  return kept;
}

function countByKernel(
  kernel: LexicalKernel,
  { columns }: Segment,
  { first, second, stops }: CodedPair,
  { count, scratch }: { readonly count: number; readonly scratch: Scratch },
): void {
  const width = codeWidth(first);
  let pattern = 0n;
  for (let at = 0; at < width; at++) {
    const byte = ((first >>> (7 * at)) & 0x7f) | (at === 0 ? 0x80 : 0);
    pattern |= BigInt(byte) << BigInt(56 - 8 * at);
  }
  const codeMask = BigInt.asUintN(64, -1n << BigInt(64 - 8 * width));
  const endBefore = 0x80n << BigInt(56 - 8 * width);
  kernel.countPairs(
    scratch.documents.byteOffset,
    count,
    scratch.results.byteOffset,
    columns.streamOffsets.byteOffset,
    columns.stream.byteOffset,
    pattern | endBefore,
    codeMask | endBefore,
    second,
    stops,
    TITLE_PAIR_WEIGHT,
  );
}

/** What the kernel does, where there is none. */
function countIn({ columns }: Segment, document: number, pair: CodedPair): number {
  const { stream, streamOffsets } = columns;
  const { first, second, stops } = pair;
  const end = streamOffsets[document + 1]!;
  let found = 0;
  let code = 0;
  let previous = BREAK;
  // The title comes first; a break ends it.
  let unit = TITLE_PAIR_WEIGHT;
  for (let at = streamOffsets[document]!; at < end; at++) {
    const byte = stream[at]!;
    code = (code << 7) | (byte & 0x7f);
    if (byte < 0x80) continue;
    if (code === BREAK) unit = 1;
    if (code === BREAK || code > stops) {
      if (previous === first && code === second) found += unit;
      previous = code;
    }
    code = 0;
  }
  return found;
}
