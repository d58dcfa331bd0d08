import { vectorKernelFor } from "./cosines.ts";
import type { QueryVector } from "./query-vector.ts";
import { CANDIDATE_ROOM, type Scratch } from "./scratch.ts";
import type { VectorColumns } from "./vector-columns.ts";
import { countBits } from "./word-signs.ts";

/** A layer of vectors in an index. */
export interface PlacedLayer {
  readonly layer: VectorColumns;
  /** Number of its first document. */
  readonly base: number;
}

/**
 * Writes to `scratch.agreements` for each document of a layer the number of dimensions in
 * which it has the query's sign; 0 for a text that the space knows nothing of, and for those
 * that `selection` (of the whole index) leaves out. Counts them in `histogram`.
 */
export function scanSigns(
  { layer, base }: PlacedLayer,
  query: QueryVector,
  selection: Uint8Array | undefined,
  { scratch, histogram }: { readonly scratch: Scratch; readonly histogram: Uint32Array },
): void {
  const count = layer.scale.length;
  const kernel = vectorKernelFor(layer, scratch);
  if (!kernel) {
    scanPlainly({ layer, base }, query, selection, { scratch, histogram });
    return;
  }
  scratch.queryBits.set(query.bits);
  scratch.histogram.fill(0, 0, query.dimensions + 1);
  if (selection) scratch.selection.set(selection.subarray(base, base + count), base);
  kernel.scanSigns(
    layer.bits.byteOffset,
    layer.scale.byteOffset,
    count,
    query.bits.length,
    scratch.queryBits.byteOffset,
    query.dimensions,
    selection ? scratch.selection.byteOffset + base : 0,
    scratch.agreements.byteOffset + 2 * base,
    scratch.histogram.byteOffset,
  );
  for (let at = 0; at < histogram.length; at++) histogram[at]! += scratch.histogram[at]!;
}

/** What the kernel does, where there is none. */
function scanPlainly(
  { layer, base }: PlacedLayer,
  { dimensions, bits: queryBits }: QueryVector,
  selection: Uint8Array | undefined,
  { scratch, histogram }: { readonly scratch: Scratch; readonly histogram: Uint32Array },
): void {
  const { bits, scale } = layer;
  const words = queryBits.length;
  for (let document = 0; document < scale.length; document++) {
    let differing = 0;
    for (let word = 0; word < words; word++) {
      differing += countBits(queryBits[word]! ^ bits[document * words + word]!);
    }
    const isOut = scale[document] === 0 || selection?.[base + document] === 0;
    const agreement = isOut ? 0 : dimensions - differing;
    scratch.agreements[base + document] = agreement;
    histogram[agreement]!++;
  }
}

/**
 * Calls back with the documents of a scanned layer, by their numbers in it, that agree in
 * `least` dimensions or more; some thousands at a time.
 */
export function visitAgreeing(
  { layer, base }: PlacedLayer,
  least: number,
  scratch: Scratch,
  visit: (documents: Uint32Array) => void,
): void {
  const count = layer.scale.length;
  const { agreements, documents } = scratch;
  const kernel = vectorKernelFor(layer, scratch);
  for (let from = 0; from < count; ) {
    let collected = 0;
    if (kernel) {
      const start = agreements.byteOffset + 2 * base;
      const out = documents.byteOffset;
      [from, collected] = kernel.collectAgreements(start, from, count, least, out, CANDIDATE_ROOM);
      while (collected > 0 && documents[collected - 1]! >= count) collected--;
    } else {
      for (; from < count && collected < CANDIDATE_ROOM; from++) {
        if (agreements[base + from]! >= least) documents[collected++] = from;
      }
    }
    if (collected > 0) visit(documents.slice(0, collected));
  }
}
