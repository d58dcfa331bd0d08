import { createMatrix, type Matrix, multiply } from "./matrix.ts";
import { orthonormalise } from "./orthonormal.ts";
import type { Random } from "./random.ts";

/**
 * The rows turned by one random rotation. No angle changes, but what the vectors say is
 * spread evenly over the dimensions, as signs and 8-bit integers want it.
 */
export function rotate(table: Matrix, random: Random): Matrix {
  const size = table.columns;
  const noise = createMatrix(size, size);
  for (let at = 0; at < noise.values.length; at += 1) noise.values[at] = random.normal();
  return multiply(table, Float64Array.from(orthonormalise(noise).values), size);
}
