/** Vectors of one segment: a sign bit and a byte per dimension. */
export interface QuantisedVectors {
  readonly bits: Uint32Array<ArrayBuffer>;
  readonly quantised: Int8Array<ArrayBuffer>;
  readonly scale: Float32Array<ArrayBuffer>;
}

const LARGEST = 127;

/** Words of 32 bits that hold the signs of one vector. */
export function bitWords(dimensions: number): number {
  return Math.ceil(dimensions / 32);
}

/** Signs of `vector` into `bits`, from word `at` on. */
export function writeSigns(vector: Float32Array, bits: Uint32Array, at: number): void {
  for (let dimension = 0; dimension < vector.length; dimension++) {
    if (vector[dimension]! > 0) bits[at + (dimension >>> 5)]! |= 1 << (dimension & 31);
  }
}

/** Rounds `vector` to bytes; returns what to multiply them by. */
export function writeBytes(vector: Float32Array, bytes: Int8Array, at: number): number {
  let largest = 0;
  for (const value of vector) largest = Math.max(largest, Math.abs(value));
  if (largest === 0) return 0;
  const factor = LARGEST / largest;
  for (let dimension = 0; dimension < vector.length; dimension++) {
    bytes[at + dimension] = Math.round(vector[dimension]! * factor);
  }
  return largest / LARGEST;
}

/** Holds vectors while a segment is built; grows by doubling. */
export function createVectorBuilder(dimensions: number) {
  const words = bitWords(dimensions);
  let capacity = 256;
  let count = 0;
  let bits = new Uint32Array(capacity * words);
  let quantised = new Int8Array(capacity * dimensions);
  let scale = new Float32Array(capacity);
  const grow = () => {
    capacity *= 2;
    const grown = [bits, quantised, scale] as const;
    bits = new Uint32Array(capacity * words);
    quantised = new Int8Array(capacity * dimensions);
    scale = new Float32Array(capacity);
    bits.set(grown[0]);
    quantised.set(grown[1]);
    scale.set(grown[2]);
  };
  return {
    add: (vector: Float32Array) => {
      if (count === capacity) grow();
      writeSigns(vector, bits, count * words);
      scale[count] = writeBytes(vector, quantised, count * dimensions);
      count++;
    },
    finish: (): QuantisedVectors => ({
      bits: bits.subarray(0, count * words),
      quantised: quantised.subarray(0, count * dimensions),
      scale: scale.subarray(0, count),
    }),
  };
}
