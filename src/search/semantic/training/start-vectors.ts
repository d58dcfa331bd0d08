import type { LatentSpace } from "./latent-space.ts";
import { createMatrix, type Matrix } from "./matrix.ts";
import type { Random } from "./random.ts";

/** Weight of the random half beside the latent one. */
const RANDOM_WEIGHT = 1;
/** Length of a start vector per unit of idf: what the optimiser's rate is chosen for. */
const LENGTH = 0.02;

/**
 * Start vectors: the direction of a token in the latent space, which says what it is
 * about, beside a random direction, which says which token it is; as long as its idf.
 */
export function startVectors(
  latent: LatentSpace,
  idf: Float32Array,
  dimensions: number,
  random: Random,
): Matrix {
  const known = latent.tokens.columns;
  const table = createMatrix(latent.tokens.rows, dimensions);
  for (let token = 0; token < table.rows; token += 1) {
    const row = table.values.subarray(token * dimensions, (token + 1) * dimensions);
    const length = LENGTH * idf[token]!;
    for (let k = 0; k < known; k += 1) {
      row[k] = latent.tokens.values[token * known + k]! * Math.sqrt(latent.singularValues[k]!);
    }
    for (let k = known; k < dimensions; k += 1) row[k] = random.normal();
    scaleTo(row.subarray(0, known), length);
    scaleTo(row.subarray(known), length * RANDOM_WEIGHT);
  }
  return table;
}

function scaleTo(vector: Float32Array, length: number): void {
  let squares = 0;
  for (const value of vector) squares += value * value;
  const scale = squares === 0 ? 0 : length / Math.sqrt(squares);
  for (let k = 0; k < vector.length; k += 1) vector[k]! *= scale;
}
