import type { TokenTables } from "../token-space.ts";
import type { Matrix } from "./matrix.ts";

/** Rows to 8-bit integers, each with the scale that maps its largest value to 127. */
export function quantise(entries: readonly string[], vectors: Matrix): TokenTables {
  const { rows: count, columns: dimensions, values } = vectors;
  const rows = new Int8Array(values.length);
  const scales = new Float32Array(count);
  for (let row = 0; row < count; row += 1) {
    const vector = values.subarray(row * dimensions, (row + 1) * dimensions);
    const largest = vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    if (largest === 0) continue;
    scales[row] = largest / 127;
    for (let at = 0; at < dimensions; at += 1) {
      rows[row * dimensions + at] = Math.round((vector[at]! / largest) * 127);
    }
  }
  return { dimensions, entries, rows, scales };
}
