/** Values less their mean, over their standard deviation, times `weight`; zeros if all alike. */
export function standardise(values: Float32Array, weight: number): Float32Array {
  const made = new Float32Array(values.length);
  addStandardised(values, weight, made);
  return made;
}

/** The same, added to `into`. */
export function addStandardised(values: Float32Array, weight: number, into: Float32Array): void {
  if (weight === 0) return;
  const count = values.length;
  let sum = 0;
  let squares = 0;
  for (let at = 0; at < count; at += 1) {
    sum += values[at]!;
    squares += values[at]! * values[at]!;
  }
  const mean = sum / count;
  const variance = squares / count - mean * mean;
  if (!(variance > 1e-12)) return;
  const scale = weight / Math.sqrt(variance);
  for (let at = 0; at < count; at += 1) into[at]! += (values[at]! - mean) * scale;
}
