import { createMatrix, type Matrix } from "./matrix.ts";
import type { Bags } from "./pairs.ts";

export interface BagVectors {
  /** Unit vectors, a row per bag; zeros for a bag of nothing. */
  readonly unit: Matrix;
  /** Length of each sum before it was made a unit. */
  readonly lengths: Float32Array;
}

/** Normalised weighted sums of token vectors. */
export function embedBags(bags: Bags, table: Matrix): BagVectors {
  const width = table.columns;
  const count = bags.starts.length - 1;
  const unit = createMatrix(count, width);
  const lengths = new Float32Array(count);
  for (let bag = 0; bag < count; bag += 1) {
    const target = unit.values.subarray(bag * width, (bag + 1) * width);
    for (let at = bags.starts[bag]!; at < bags.starts[bag + 1]!; at += 1) {
      const offset = bags.tokens[at]! * width;
      const weight = bags.weights[at]!;
      for (let k = 0; k < width; k += 1) target[k]! += weight * table.values[offset + k]!;
    }
    let squares = 0;
    for (let k = 0; k < width; k += 1) squares += target[k]! * target[k]!;
    lengths[bag] = Math.sqrt(squares);
    const scale = squares === 0 ? 0 : 1 / lengths[bag]!;
    for (let k = 0; k < width; k += 1) target[k]! *= scale;
  }
  return { unit, lengths };
}

/**
 * Carries a gradient on unit vectors back to the token vectors, adding to `into`:
 * through the normalisation, (g − (g·u)u) / length, then to each token by its weight.
 */
export function backpropagateBags(
  bags: Bags,
  vectors: BagVectors,
  gradient: Float32Array,
  into: { readonly rowOf: (token: number) => number; readonly values: () => Float32Array },
): void {
  const width = vectors.unit.columns;
  const inner = new Float32Array(width);
  for (let bag = 0; bag + 1 < bags.starts.length; bag += 1) {
    const length = vectors.lengths[bag]!;
    if (length === 0) continue;
    const offset = bag * width;
    let along = 0;
    for (let k = 0; k < width; k += 1) {
      along += gradient[offset + k]! * vectors.unit.values[offset + k]!;
    }
    for (let k = 0; k < width; k += 1) {
      inner[k] = (gradient[offset + k]! - along * vectors.unit.values[offset + k]!) / length;
    }
    for (let at = bags.starts[bag]!; at < bags.starts[bag + 1]!; at += 1) {
      const row = into.rowOf(bags.tokens[at]!) * width;
      const values = into.values();
      const weight = bags.weights[at]!;
      for (let k = 0; k < width; k += 1) values[row + k]! += weight * inner[k]!;
    }
  }
}
