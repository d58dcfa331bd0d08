import { bindKernel } from "./kernels/bind-kernel.ts";

/** Vectors side by side. */
export interface DenseMatrix {
  readonly count: number;
  readonly dimensions: number;
  /** Row by row. */
  readonly values: Float32Array;
  /** Sets `into` to dot products with the vector at `start` of `of`: of its first rows, or all. */
  multiply(of: Float32Array, start: number, into: Float32Array): void;
  /** Adds to the vector `into` the first rows, each times its share. */
  sumRows(shares: Float32Array, into: Float32Array): void;
}

const PAGE_BYTES = 65_536;
/** Fewer are multiplied sooner than handed over. */
const FEWEST_ROWS = 64;
/** Numbers that the kernel takes at once. */
const LANES = 8;

/** A matrix of zeros, in memory that a kernel with SIMD reads where that pays. */
export function createDenseMatrix(count: number, dimensions: number): DenseMatrix {
  const isWorth = count >= FEWEST_ROWS && dimensions > 0 && dimensions % LANES === 0;
  return (isWorth && createFast(count, dimensions)) || createPlain(count, dimensions);
}

function createFast(count: number, dimensions: number): DenseMatrix | undefined {
  const rowBytes = dimensions * 4;
  const vectorAt = count * rowBytes;
  const outAt = vectorAt + rowBytes;
  const initial = Math.ceil((outAt + count * 4) / PAGE_BYTES);
  const memory = new WebAssembly.Memory({ initial, maximum: initial });
  const kernel = bindKernel("dense", memory);
  if (!kernel) return undefined;
  const vector = new Float32Array(memory.buffer, vectorAt, dimensions);
  const out = new Float32Array(memory.buffer, outAt, count);
  return {
    count,
    dimensions,
    values: new Float32Array(memory.buffer, 0, count * dimensions),
    multiply(of, start, into) {
      vector.set(of.subarray(start, start + dimensions));
      kernel.multiply(into.length, rowBytes, vectorAt, outAt);
      into.set(into.length === count ? out : out.subarray(0, into.length));
    },
    sumRows(shares, into) {
      vector.set(into);
      out.set(shares);
      kernel.sumRows(shares.length, rowBytes, outAt, vectorAt);
      into.set(vector);
    },
  };
}

/** The same without the kernel. */
export function createPlain(count: number, dimensions: number): DenseMatrix {
  const values = new Float32Array(count * dimensions);
  return {
    count,
    dimensions,
    values,
    multiply(of, start, into) {
      for (let row = 0; row < into.length; row += 1) {
        into[row] = dot(values, row * dimensions, of, start, dimensions);
      }
    },
    sumRows(shares, into) {
      shares.forEach((share, row) => {
        const start = row * dimensions;
        for (let d = 0; d < dimensions; d += 1) into[d]! += share * values[start + d]!;
      });
    },
  };
}

/** Dot product of two vectors of `dimensions` that begin at `a` and `b`. */
export function dot(
  one: Float32Array,
  a: number,
  other: Float32Array,
  b: number,
  dimensions: number,
): number {
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  let d = 0;
  for (; d + 3 < dimensions; d += 4) {
    s0 += one[a + d]! * other[b + d]!;
    s1 += one[a + d + 1]! * other[b + d + 1]!;
    s2 += one[a + d + 2]! * other[b + d + 2]!;
    s3 += one[a + d + 3]! * other[b + d + 3]!;
  }
  for (; d < dimensions; d += 1) s0 += one[a + d]! * other[b + d]!;
  return s0 + s1 + s2 + s3;
}
