import { AppError } from "#platform";

/**
 * The first `dimensions` numbers of a vector (0: all), L2-normalised.
 *
 * @throws AppError `unavailable` when they are no vector.
 */
export function toUnitVector(numbers: ArrayLike<unknown>, dimensions: number): Float32Array {
  if (numbers.length === 0 || numbers.length < dimensions) {
    throw new AppError(
      "unavailable",
      `The encoder makes vectors of ${numbers.length} numbers where ${dimensions || "some"} are wanted; mend ENCODER_DIMENSIONS`,
    );
  }
  const vector = new Float32Array(dimensions || numbers.length);
  let squares = 0;
  for (let at = 0; at < vector.length; at++) {
    const value = numbers[at];
    if (typeof value !== "number" || !Number.isFinite(value)) {
      throw new AppError("unavailable", "The encoder answered a vector that is not of numbers");
    }
    vector[at] = value;
    squares += value * value;
  }
  if (squares === 0) throw new AppError("unavailable", "The encoder answered a vector of zeros");
  const norm = Math.sqrt(squares);
  for (let at = 0; at < vector.length; at++) vector[at]! /= norm;
  return vector;
}
