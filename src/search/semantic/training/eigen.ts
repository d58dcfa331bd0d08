const MAX_SWEEPS = 30;
const TOLERANCE = 1e-11;

/**
 * Eigenvalues of a symmetric matrix, largest first, and eigenvectors as columns, by cyclic
 * Jacobi rotations (Golub & Van Loan, Matrix Computations, 8.5). Changes `matrix`.
 */
export function symmetricEigen(matrix: Float64Array, size: number) {
  const vectors = new Float64Array(size * size);
  for (let i = 0; i < size; i += 1) vectors[i * size + i] = 1;
  for (let sweep = 0; sweep < MAX_SWEEPS && offDiagonal(matrix, size) > TOLERANCE; sweep += 1) {
    for (let p = 0; p < size - 1; p += 1) {
      for (let q = p + 1; q < size; q += 1) rotate({ matrix, vectors, size }, p, q);
    }
  }
  return sorted(matrix, vectors, size);
}

/** Weight off the diagonal, as a share of the whole. */
function offDiagonal(matrix: Float64Array, size: number): number {
  let off = 0;
  let whole = 0;
  for (let at = 0; at < matrix.length; at += 1) {
    const square = matrix[at]! ** 2;
    whole += square;
    if (at % (size + 1) !== 0) off += square;
  }
  return whole === 0 ? 0 : off / whole;
}

interface Rotated {
  readonly matrix: Float64Array;
  /** Rows here, for memory order: row i is eigenvector i. */
  readonly vectors: Float64Array;
  readonly size: number;
}

function rotate({ matrix, vectors, size }: Rotated, p: number, q: number): void {
  const between = matrix[p * size + q]!;
  if (between === 0) return;
  const theta = (matrix[q * size + q]! - matrix[p * size + p]!) / (2 * between);
  const tangent = Math.sign(theta || 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const cosine = 1 / Math.sqrt(tangent * tangent + 1);
  const sine = tangent * cosine;
  for (let k = 0; k < size; k += 1) turn(matrix, k * size + p, k * size + q, cosine, sine);
  for (let k = 0; k < size; k += 1) turn(matrix, p * size + k, q * size + k, cosine, sine);
  for (let k = 0; k < size; k += 1) turn(vectors, p * size + k, q * size + k, cosine, sine);
}

function turn(values: Float64Array, a: number, b: number, cosine: number, sine: number): void {
  const x = values[a]!;
  const y = values[b]!;
  values[a] = cosine * x - sine * y;
  values[b] = sine * x + cosine * y;
}

function sorted(matrix: Float64Array, vectors: Float64Array, size: number) {
  const order = Array.from({ length: size }, (_, index) => index);
  order.sort((a, b) => matrix[b * size + b]! - matrix[a * size + a]!);
  const values = Float64Array.from(order, (index) => matrix[index * size + index]!);
  const columns = new Float64Array(size * size);
  order.forEach((index, column) => {
    for (let k = 0; k < size; k += 1) columns[k * size + column] = vectors[index * size + k]!;
  });
  return { values, columns };
}
