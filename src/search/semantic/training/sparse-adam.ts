import type { Matrix } from "./matrix.ts";

const BETA_MEAN = 0.9;
const BETA_SQUARE = 0.999;
const EPSILON = 1e-8;

/** Gradients of the rows that a batch touches, and the step that applies them. */
export interface SparseAdam {
  /** Number of the gradient row of a token, made zero at its first use in a step. */
  rowOf(token: number): number;
  /** The gradient rows; asked for anew after each `rowOf`, since they may move. */
  values(): Float32Array;
  /** Moves the touched rows and forgets their gradients. */
  step(learningRate: number): void;
}

/** Adam (Kingma & Ba 2015) whose moments of a row rest while nothing touches it. */
export function createSparseAdam(table: Matrix): SparseAdam {
  const width = table.columns;
  const means = new Float32Array(table.values.length);
  const squares = new Float32Array(table.values.length);
  const rows = new Int32Array(table.rows).fill(-1);
  const touched: number[] = [];
  let gradients = new Float32Array(1024 * width);
  let steps = 0;

  function rowOf(token: number): number {
    const known = rows[token]!;
    if (known >= 0) return known;
    const row = touched.length;
    rows[token] = row;
    touched.push(token);
    if ((row + 1) * width > gradients.length) {
      const larger = new Float32Array(gradients.length * 2);
      larger.set(gradients);
      gradients = larger;
    }
    gradients.fill(0, row * width, (row + 1) * width);
    return row;
  }

  function moveRow(token: number, row: number, rate: number): void {
    const from = token * width;
    const gradientAt = row * width;
    for (let k = 0; k < width; k += 1) {
      const g = gradients[gradientAt + k]!;
      const mean = BETA_MEAN * means[from + k]! + (1 - BETA_MEAN) * g;
      const square = BETA_SQUARE * squares[from + k]! + (1 - BETA_SQUARE) * g * g;
      means[from + k] = mean;
      squares[from + k] = square;
      table.values[from + k]! -= (rate * mean) / (Math.sqrt(square) + EPSILON);
    }
  }

  return {
    rowOf,
    values: () => gradients,
    step(learningRate) {
      steps += 1;
      const correction = Math.sqrt(1 - BETA_SQUARE ** steps) / (1 - BETA_MEAN ** steps);
      touched.forEach((token, row) => void moveRow(token, row, learningRate * correction));
      for (const token of touched) rows[token] = -1;
      touched.length = 0;
    },
  };
}
