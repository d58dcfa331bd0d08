import assert from "node:assert/strict";
import { test } from "node:test";
import { clusterRows } from "./cluster.ts";

/** How alike vectors are, as a Gram matrix. */
function gramOf(vectors: readonly (readonly number[])[]) {
  const size = vectors.length;
  const values = new Float32Array(size * size);
  vectors.forEach((one, a) => {
    vectors.forEach((other, b) => {
      values[a * size + b] = one.reduce((sum, value, at) => sum + value * other[at]!, 0);
    });
  });
  return { size, stride: size, values };
}

test("papers of two subjects fall into two clusters, in whatever order they were liked", () => {
  const vectors = [
    [1, 0],
    [0.1, 0.99],
    [0.98, 0.2],
    [0, 1],
    [0.99, 0.1],
  ];
  assert.deepEqual(clusterRows(gramOf(vectors), 5, 2), [
    [0, 2, 4],
    [1, 3],
  ]);
});

test("rows past the count are not looked at, and there are never more clusters than rows", () => {
  const gram = gramOf([
    [1, 0],
    [0, 1],
    [1, 1],
  ]);
  assert.deepEqual(clusterRows(gram, 2, 4), [[0], [1]]);
});

test("papers that are all the same are one cluster", () => {
  const found = clusterRows(gramOf(Array.from({ length: 6 }, () => [1, 0])), 6, 3);
  assert.deepEqual(found, [[0, 1, 2, 3, 4, 5]]);
});
