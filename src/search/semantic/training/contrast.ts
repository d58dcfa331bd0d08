import type { Matrix } from "./matrix.ts";

export interface Contrast {
  /** Mean cross-entropy of finding the right partner, both ways. */
  readonly loss: number;
  /** Gradients on the unit vectors, row by row. */
  readonly queries: Float32Array;
  readonly documents: Float32Array;
}

/**
 * InfoNCE over a batch (van den Oord et al. 2018): row i of `queries` belongs to row i
 * of `documents`, every other row of the batch is a wrong answer. `scale` is the inverse
 * temperature.
 */
export function contrast(queries: Matrix, documents: Matrix, scale: number): Contrast {
  const size = queries.rows;
  const similarity = productOfRows(queries, documents);
  for (let at = 0; at < similarity.length; at += 1) similarity[at]! *= scale;
  const forward = logSumOfRows(similarity, size);
  const backward = logSumOfColumns(similarity, size);
  let loss = 0;
  for (let i = 0; i < size; i += 1) {
    loss += (forward[i]! + backward[i]! - 2 * similarity[i * size + i]!) / (2 * size);
  }
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j < size; j += 1) {
      const at = i * size + j;
      const value = similarity[at]!;
      const shares = Math.exp(value - forward[i]!) + Math.exp(value - backward[j]!);
      similarity[at] = ((i === j ? shares - 2 : shares) * scale) / (2 * size);
    }
  }
  return {
    loss,
    queries: weighRows(similarity, documents, size),
    documents: weighRows(transposed(similarity, size), queries, size),
  };
}

/** a·bᵀ in blocks of 4 × 4, which keeps 16 sums in registers. */
export function productOfRows(a: Matrix, b: Matrix): Float32Array {
  const product = new Float32Array(a.rows * b.rows);
  for (let i = 0; i < a.rows; i += 1) {
    for (let j = 0; j < b.rows; j += 4) fourProducts(a, b, product, i, j);
  }
  return product;
}

function fourProducts(a: Matrix, b: Matrix, product: Float32Array, i: number, j: number): void {
  const width = a.columns;
  const x = a.values;
  const y = b.values;
  const last = b.rows - 1;
  const offset = i * width;
  const first = j * width;
  const second = Math.min(j + 1, last) * width;
  const third = Math.min(j + 2, last) * width;
  const fourth = Math.min(j + 3, last) * width;
  let p = 0;
  let q = 0;
  let r = 0;
  let s = 0;
  for (let k = 0; k < width; k += 1) {
    const value = x[offset + k]!;
    p += value * y[first + k]!;
    q += value * y[second + k]!;
    r += value * y[third + k]!;
    s += value * y[fourth + k]!;
  }
  const at = i * b.rows + j;
  product[at] = p;
  if (j + 1 <= last) product[at + 1] = q;
  if (j + 2 <= last) product[at + 2] = r;
  if (j + 3 <= last) product[at + 3] = s;
}

function logSumOfRows(values: Float32Array, size: number): Float64Array {
  const sums = new Float64Array(size);
  for (let i = 0; i < size; i += 1) {
    const row = values.subarray(i * size, (i + 1) * size);
    let largest = Number.NEGATIVE_INFINITY;
    for (const value of row) largest = Math.max(largest, value);
    let sum = 0;
    for (const value of row) sum += Math.exp(value - largest);
    sums[i] = largest + Math.log(sum);
  }
  return sums;
}

const logSumOfColumns = (values: Float32Array, size: number) =>
  logSumOfRows(transposed(values, size), size);

function transposed(values: Float32Array, size: number): Float32Array {
  const turned = new Float32Array(values.length);
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j < size; j += 1) turned[j * size + i] = values[i * size + j]!;
  }
  return turned;
}

/** weights·matrix for a square of weights, four rows of the matrix at a time. */
function weighRows(weights: Float32Array, matrix: Matrix, size: number): Float32Array {
  const width = matrix.columns;
  const sums = new Float32Array(size * width);
  const y = matrix.values;
  for (let i = 0; i < size; i += 1) {
    const row = sums.subarray(i * width, (i + 1) * width);
    for (let j = 0; j < size; j += 1) {
      const weight = weights[i * size + j]!;
      // Most wrong answers are so far off that their share is nothing.
      if (weight < 1e-7 && weight > -1e-7) continue;
      const offset = j * width;
      for (let k = 0; k < width; k += 1) row[k]! += weight * y[offset + k]!;
    }
  }
  return sums;
}
