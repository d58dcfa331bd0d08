import { type VectorKernel, vectorKernel } from "./kernels/vector-kernel.ts";
import type { QueryVector } from "./query-vector.ts";
import { CANDIDATE_ROOM, MAX_DIMENSIONS, type Scratch } from "./scratch.ts";
import type { VectorColumns } from "./vector-columns.ts";

/** Cosine of the query and a document, from bytes. */
export function cosineOf(query: QueryVector, layer: VectorColumns, document: number): number {
  return dot(query, layer, document) * query.scale * layer.scale[document]!;
}

function dot({ bytes, dimensions }: QueryVector, layer: VectorColumns, document: number): number {
  const { quantised } = layer;
  const start = document * dimensions;
  let sum = 0;
  for (let at = 0; at < dimensions; at++) sum += bytes[at]! * quantised[start + at]!;
  return sum;
}

/** The cosines of many documents, numbered as in the segment; the same as one by one. */
export function cosinesOf(
  query: QueryVector,
  layer: VectorColumns,
  documents: Uint32Array,
  scratch: Scratch,
): Float64Array {
  const kernel = vectorKernelFor(layer, scratch);
  const cosines = new Float64Array(documents.length);
  if (!kernel) {
    for (let at = 0; at < documents.length; at++) {
      cosines[at] = cosineOf(query, layer, documents[at]!);
    }
    return cosines;
  }
  scratch.queryBytes.set(query.bytes);
  for (let from = 0; from < documents.length; from += CANDIDATE_ROOM) {
    const part = documents.subarray(from, from + CANDIDATE_ROOM);
    scratch.documents.set(part);
    kernel.multiply(
      layer.quantised.byteOffset,
      scratch.documents.byteOffset,
      part.length,
      scratch.queryBytes.byteOffset,
      query.dimensions,
      scratch.results.byteOffset,
    );
    for (let at = 0; at < part.length; at++) {
      cosines[from + at] = scratch.results[at]! * query.scale * layer.scale[part[at]!]!;
    }
  }
  return cosines;
}

/** The kernel over a layer, where it can be read and its vectors are not too long. */
export function vectorKernelFor(layer: VectorColumns, scratch: Scratch): VectorKernel | undefined {
  return layer.dimensions > MAX_DIMENSIONS ? undefined : vectorKernel(layer, scratch);
}
