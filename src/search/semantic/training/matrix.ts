/** Row-major matrices of 32-bit floats. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float32Array;
}

export function createMatrix(rows: number, columns: number): Matrix {
  return { rows, columns, values: new Float32Array(rows * columns) };
}

/** aᵀ·b, summed in 64 bits: columns of `a` by columns of `b`. */
export function multiplyTransposed(a: Matrix, b: Matrix): Float64Array {
  const product = new Float64Array(a.columns * b.columns);
  for (let row = 0; row < a.rows; row += 1) {
    const offsetA = row * a.columns;
    const offsetB = row * b.columns;
    for (let i = 0; i < a.columns; i += 1) {
      const factor = a.values[offsetA + i]!;
      if (factor === 0) continue;
      const offset = i * b.columns;
      for (let j = 0; j < b.columns; j += 1)
        product[offset + j]! += factor * b.values[offsetB + j]!;
    }
  }
  return product;
}

/** aᵀ·a: the half above the diagonal is summed, the other half is its mirror. */
export function multiplyBySelf(a: Matrix): Float64Array {
  const size = a.columns;
  const product = new Float64Array(size * size);
  const values = new Float64Array(size);
  for (let row = 0; row < a.rows; row += 1) {
    values.set(a.values.subarray(row * size, (row + 1) * size));
    for (let i = 0; i < size; i += 1) {
      const factor = values[i]!;
      if (factor === 0) continue;
      const offset = i * size;
      for (let j = i; j < size; j += 1) product[offset + j]! += factor * values[j]!;
    }
  }
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j < i; j += 1) product[i * size + j] = product[j * size + i]!;
  }
  return product;
}

/** a·b for a square `b` with nothing below its diagonal. */
export function multiplyByUpper(a: Matrix, b: Float64Array): Matrix {
  const size = a.columns;
  const product = createMatrix(a.rows, size);
  const row = new Float64Array(size);
  for (let i = 0; i < a.rows; i += 1) {
    row.fill(0);
    for (let k = 0; k < size; k += 1) {
      const factor = a.values[i * size + k]!;
      const offset = k * size;
      for (let j = k; j < size; j += 1) row[j]! += factor * b[offset + j]!;
    }
    product.values.set(row, i * size);
  }
  return product;
}

/** a·b for a square-columned `b` (`a.columns` × `width`), row by row. */
export function multiply(a: Matrix, b: Float64Array, width: number): Matrix {
  const product = createMatrix(a.rows, width);
  const row = new Float64Array(width);
  for (let i = 0; i < a.rows; i += 1) {
    row.fill(0);
    for (let k = 0; k < a.columns; k += 1) {
      const factor = a.values[i * a.columns + k]!;
      for (let j = 0; j < width; j += 1) row[j]! += factor * b[k * width + j]!;
    }
    product.values.set(row, i * width);
  }
  return product;
}
