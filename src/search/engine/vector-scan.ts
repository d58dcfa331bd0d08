import type { IndexView } from "./index-view.ts";
import { bitWords, writeBytes, writeSigns } from "./quantise.ts";
import { NORMALISED_DEPTH } from "./scoring.ts";
import { createTopDocuments, type TieBreak, type TopDocuments } from "./top-documents.ts";
import type { VectorColumns } from "./vector-columns.ts";

/** Candidates that the scan over sign bits hands on to be scored by bytes. */
const VECTOR_CANDIDATES = 2000;

/** A query vector in every form the scan needs. */
export interface QueryVector {
  readonly dimensions: number;
  readonly bits: Uint32Array;
  readonly bytes: Int8Array;
  readonly scale: number;
}

/** `undefined` for a vector of zeros: the query says nothing the space knows. */
export function prepareVector(vector: Float32Array): QueryVector | undefined {
  const bits = new Uint32Array(bitWords(vector.length));
  const bytes = new Int8Array(vector.length);
  const scale = writeBytes(vector, bytes, 0);
  if (scale === 0) return undefined;
  writeSigns(vector, bits, 0);
  return { dimensions: vector.length, bits, bytes, scale };
}

/** Cosine of the query and a document, from bytes. */
export function cosineOf(query: QueryVector, layer: VectorColumns, document: number): number {
  const { quantised, scale } = layer;
  const { bytes, dimensions } = query;
  const start = document * dimensions;
  let sum = 0;
  for (let at = 0; at < dimensions; at++) sum += bytes[at]! * quantised[start + at]!;
  return sum * query.scale * scale[document]!;
}

/** The vectors that one space has of an index: a layer per segment, or none. */
export interface VectorView {
  readonly view: IndexView;
  readonly layers: readonly (VectorColumns | undefined)[];
}

/** Space to work in, as long as the index; overwritten by each scan. */
export interface ScanParts {
  readonly agreements: Uint16Array;
  readonly goesFirst: TieBreak;
}

/**
 * The documents nearest to the query, best first. A scan over sign bits picks the
 * candidates: those that agree with the query in the most dimensions, and all that agree in
 * as many as the last of them, so that the choice does not depend on their order. They are
 * then scored by bytes.
 *
 * @param selection bytes, 0 for documents left out.
 */
export function nearestDocuments(
  { view, layers }: VectorView,
  query: QueryVector,
  selection: Uint8Array | undefined,
  { agreements, goesFirst }: ScanParts,
): TopDocuments {
  const histogram = new Uint32Array(query.dimensions + 1);
  for (const [at, segment] of view.segments.entries()) {
    const base = view.bases[at]!;
    const part = agreements.subarray(base, base + segment.totals.documents);
    const layer = layers[at];
    if (layer) scanSigns(layer, query, part);
    else part.fill(0);
    countAgreements(part, selection?.subarray(base), histogram);
  }
  const least = leastAgreement(histogram);
  const top = createTopDocuments(NORMALISED_DEPTH, goesFirst);
  for (const [at, layer] of layers.entries()) {
    const base = view.bases[at]!;
    if (!layer) continue;
    for (let local = 0; local < layer.scale.length; local++) {
      if (agreements[base + local]! >= least) {
        top.offer(base + local, cosineOf(query, layer, local));
      }
    }
  }
  return top.finish();
}

/** Agreements that `VECTOR_CANDIDATES` documents reach; at least 1, for 0 marks those left out. */
function leastAgreement(histogram: Uint32Array): number {
  let count = 0;
  for (let agreement = histogram.length - 1; agreement > 0; agreement--) {
    count += histogram[agreement]!;
    if (count >= VECTOR_CANDIDATES) return agreement;
  }
  return 1;
}

function countAgreements(
  agreements: Uint16Array,
  selection: Uint8Array | undefined,
  histogram: Uint32Array,
): void {
  for (let document = 0; document < agreements.length; document++) {
    if (selection !== undefined && selection[document] === 0) agreements[document] = 0;
    histogram[agreements[document]!]!++;
  }
}

/**
 * Writes for each document the number of dimensions in which it has the query's sign; 0 for
 * a text that the space knows nothing of: it is near to nothing.
 */
function scanSigns(layer: VectorColumns, query: QueryVector, agreements: Uint16Array): void {
  const { bits, scale } = layer;
  const { dimensions, bits: queryBits } = query;
  const words = queryBits.length;
  for (let document = 0, at = 0; document < agreements.length; document++) {
    let differing = 0;
    for (let word = 0; word < words; word++, at++) {
      let value = queryBits[word]! ^ bits[at]!;
      value -= (value >>> 1) & 0x55555555;
      value = (value & 0x33333333) + ((value >>> 2) & 0x33333333);
      differing += Math.imul((value + (value >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
    }
    agreements[document] = scale[document] === 0 ? 0 : dimensions - differing;
  }
}
