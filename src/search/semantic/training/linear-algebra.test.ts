import assert from "node:assert/strict";
import { test } from "node:test";
import { symmetricEigen } from "./eigen.ts";
import { fitLatentSpace } from "./latent-space.ts";
import { createMatrix, type Matrix, multiplyTransposed } from "./matrix.ts";
import { orthonormalise } from "./orthonormal.ts";
import { createRandom } from "./random.ts";
import { rotate } from "./rotate.ts";
import type { SparseRows } from "./term-weights.ts";

function randomMatrix(rows: number, columns: number, seed: number): Matrix {
  const random = createRandom(seed);
  const matrix = createMatrix(rows, columns);
  for (let at = 0; at < matrix.values.length; at += 1) matrix.values[at] = random.normal();
  return matrix;
}

function assertNear(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number) {
  for (let at = 0; at < expected.length; at += 1) {
    const off = Math.abs(actual[at]! - expected[at]!);
    assert.ok(off <= tolerance, `value ${at}: ${actual[at]} instead of ${expected[at]}`);
  }
}

test("orthonormalised columns have length 1 and right angles", () => {
  const matrix = orthonormalise(randomMatrix(60, 8, 1));
  const identity = Float64Array.from({ length: 64 }, (_, at) => Number(at % 9 === 0));
  assertNear(multiplyTransposed(matrix, matrix), identity, 1e-5);
});

test("columns that depend on each other do not break orthonormalising", () => {
  const matrix = createMatrix(4, 2);
  matrix.values.set([1, 2, 1, 2, 1, 2, 1, 2]);
  assert.ok(orthonormalise(matrix).values.every(Number.isFinite));
});

test("eigenvalues come largest first and their vectors rebuild the matrix", () => {
  const size = 7;
  const half = randomMatrix(9, size, 2);
  const matrix = multiplyTransposed(half, half);
  const { values, columns } = symmetricEigen(matrix.slice(), size);
  assert.deepEqual(
    [...values],
    [...values].sort((a, b) => b - a),
  );
  const rebuilt = matrix.map((_, at) => {
    const [row, column] = [Math.floor(at / size), at % size];
    return values.reduce(
      (sum, value, k) => sum + value * columns[row * size + k]! * columns[column * size + k]!,
      0,
    );
  });
  assertNear(rebuilt, matrix, 1e-6);
});

test("a rotation keeps all inner products", () => {
  const table = randomMatrix(5, 32, 3);
  const turned = rotate(table, createRandom(4));
  const grams = [table, turned].map((matrix) => {
    const gram: number[] = [];
    for (let i = 0; i < 5; i += 1) {
      for (let j = 0; j < 5; j += 1) {
        let sum = 0;
        for (let k = 0; k < 32; k += 1)
          sum += matrix.values[i * 32 + k]! * matrix.values[j * 32 + k]!;
        gram.push(sum);
      }
    }
    return gram;
  });
  assertNear(grams[1]!, grams[0]!, 1e-3);
  assert.notDeepEqual(turned.values, table.values);
});

test("the latent space finds the singular values of a matrix of known rank", () => {
  // Two groups of documents that share no token: singular values √6·1 and √2·1 of ones / √3.
  const documents = [0, 0, 0, 0, 0, 0, 1, 1];
  const tokens = documents.flatMap((group) => [3 * group, 3 * group + 1, 3 * group + 2]);
  const rows: SparseRows = {
    starts: Int32Array.from({ length: documents.length + 1 }, (_, index) => index * 3),
    tokens: Int32Array.from(tokens),
    weights: new Float32Array(tokens.length).fill(1 / Math.sqrt(3)),
  };
  const options = { dimensions: 2, passes: 4, random: createRandom(5) };
  const { singularValues, tokens: vectors } = fitLatentSpace(rows, 6, options);
  assertNear(singularValues, [Math.sqrt(6), Math.sqrt(2)], 1e-4);
  const share = 1 / Math.sqrt(3);
  const first = Array.from({ length: 6 }, (_, token) => Math.abs(vectors.values[token * 2]!));
  assertNear(first, [share, share, share, 0, 0, 0], 1e-3);
});
