import { bitWords, writeBytes, writeSigns } from "./quantise.ts";

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
