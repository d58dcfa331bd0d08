import { type Matrix, multiplyBySelf, multiplyByUpper } from "./matrix.ts";

/** Orthonormal columns that span those of `matrix`, by Cholesky-QR. */
export function orthonormalise(matrix: Matrix): Matrix {
  const size = matrix.columns;
  const gram = multiplyBySelf(matrix);
  return multiplyByUpper(matrix, inverseTransposed(choleskyFactor(gram, size), size));
}

/** Lower triangle L of a symmetric matrix L·Lᵀ; a vanishing column is replaced by a tiny one. */
function choleskyFactor(gram: Float64Array, size: number): Float64Array {
  const lower = new Float64Array(size * size);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let rest = gram[row * size + column]!;
      for (let k = 0; k < column; k += 1) {
        rest -= lower[row * size + k]! * lower[column * size + k]!;
      }
      const pivot = lower[column * size + column]!;
      const floor = 1e-10 * gram[row * size + row]! + 1e-30;
      lower[row * size + column] = row === column ? Math.sqrt(Math.max(rest, floor)) : rest / pivot;
    }
  }
  return lower;
}

/** (L⁻¹)ᵀ, so that matrix·(L⁻¹)ᵀ has orthonormal columns. */
function inverseTransposed(lower: Float64Array, size: number): Float64Array {
  const result = new Float64Array(size * size);
  for (let column = 0; column < size; column += 1) {
    for (let row = column; row < size; row += 1) {
      let value = row === column ? 1 : 0;
      for (let k = column; k < row; k += 1) {
        value -= lower[row * size + k]! * result[column * size + k]!;
      }
      result[column * size + row] = value / lower[row * size + row]!;
    }
  }
  return result;
}
