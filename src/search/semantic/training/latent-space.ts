import { symmetricEigen } from "./eigen.ts";
import { createMatrix, type Matrix, multiply, multiplyTransposed } from "./matrix.ts";
import { orthonormalise } from "./orthonormal.ts";
import type { Random } from "./random.ts";
import type { SparseRows } from "./term-weights.ts";

const OVERSAMPLING = 16;

export interface LatentSpace {
  /** Right singular vectors of the document–token matrix: one row per token. */
  readonly tokens: Matrix;
  readonly singularValues: Float64Array;
}

export interface LatentOptions {
  readonly dimensions: number;
  /** Passes over the documents; each sharpens the subspace. */
  readonly passes: number;
  readonly random: Random;
}

/**
 * Truncated SVD by randomised subspace iteration (Halko, Martinsson, Tropp 2011), of
 * which only the token side is computed: documents are folded in later.
 */
export function fitLatentSpace(
  rows: SparseRows,
  tokenCount: number,
  options: LatentOptions,
): LatentSpace {
  const width = Math.min(options.dimensions + OVERSAMPLING, tokenCount);
  let basis = createMatrix(tokenCount, width);
  for (let at = 0; at < basis.values.length; at += 1) basis.values[at] = options.random.normal();
  let image = basis;
  for (let pass = 0; pass < options.passes; pass += 1) {
    basis = orthonormalise(image);
    image = multiplyByGram(rows, basis);
  }
  const { values, columns } = symmetricEigen(multiplyTransposed(basis, image), width);
  const kept = Math.min(options.dimensions, width);
  const rotation = new Float64Array(width * kept);
  for (let row = 0; row < width; row += 1) {
    rotation.set(columns.subarray(row * width, row * width + kept), row * kept);
  }
  return {
    tokens: multiply(basis, rotation, kept),
    singularValues: values.slice(0, kept).map((value) => Math.sqrt(Math.max(0, value))),
  };
}

/** AᵀA·basis, one document at a time. */
function multiplyByGram(rows: SparseRows, basis: Matrix): Matrix {
  const width = basis.columns;
  const image = createMatrix(basis.rows, width);
  const folded = new Float32Array(width);
  for (let document = 0; document + 1 < rows.starts.length; document += 1) {
    const start = rows.starts[document]!;
    const end = rows.starts[document + 1]!;
    folded.fill(0);
    for (let at = start; at < end; at += 1) {
      addScaled(folded, 0, rows.weights[at]!, basis.values, rows.tokens[at]! * width);
    }
    for (let at = start; at < end; at += 1) {
      addScaled(image.values, rows.tokens[at]! * width, rows.weights[at]!, folded, 0, width);
    }
  }
  return image;
}

function addScaled(
  target: Float32Array,
  targetAt: number,
  factor: number,
  source: Float32Array,
  sourceAt: number,
  width = target.length,
): void {
  for (let at = 0; at < width; at += 1) target[targetAt + at]! += factor * source[sourceAt + at]!;
}
