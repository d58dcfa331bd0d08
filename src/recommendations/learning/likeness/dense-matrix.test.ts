import assert from "node:assert/strict";
import { test } from "node:test";
import { createRandom } from "../random.ts";
import { createDenseMatrix, createPlain } from "./dense-matrix.ts";

test("the kernel multiplies as plain code does", () => {
  for (const [count, dimensions] of [
    [64, 8],
    [301, 256],
    [3, 256],
    [66, 16],
    [70, 20],
    [70, 0],
  ] as const) {
    const random = createRandom(count);
    const fast = createDenseMatrix(count, dimensions);
    const plain = createPlain(count, dimensions);
    for (let at = 0; at < fast.values.length; at += 1) {
      const value = random() - 0.5;
      fast.values[at] = value;
      plain.values[at] = value;
    }
    const vectors = Float32Array.from({ length: dimensions * 2 }, () => random() - 0.5);
    const [one, other] = [new Float32Array(count), new Float32Array(count)];
    fast.multiply(vectors, dimensions, one);
    plain.multiply(vectors, dimensions, other);
    one.forEach((value, at) => void assert.ok(Math.abs(value - other[at]!) < 1e-4));
    const shares = Float32Array.from({ length: count - 1 }, (_, at) => (at % 5 ? random() : 0));
    const [sum, plainSum] = [vectors.slice(0, dimensions), vectors.slice(0, dimensions)];
    fast.sumRows(shares, sum);
    plain.sumRows(shares, plainSum);
    sum.forEach((value, at) => void assert.ok(Math.abs(value - plainSum[at]!) < 1e-4));
    assert.equal(
      plainSum.some((value, at) => value !== vectors[at]),
      dimensions > 0,
    );
    assert.equal(
      other.some((value) => value !== 0),
      dimensions > 0,
    );
  }
});
