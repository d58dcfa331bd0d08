import assert from "node:assert/strict";
import { test } from "node:test";
import { backpropagateBags, embedBags } from "./bag-vectors.ts";
import { contrast, productOfRows } from "./contrast.ts";
import { createMatrix, type Matrix } from "./matrix.ts";
import type { Bags } from "./pairs.ts";
import { createRandom } from "./random.ts";
import { createSparseAdam } from "./sparse-adam.ts";

const TOKENS = 12;
const WIDTH = 6;
const SCALE = 5;

function randomTable(seed: number): Matrix {
  const random = createRandom(seed);
  const table = createMatrix(TOKENS, WIDTH);
  for (let at = 0; at < table.values.length; at += 1) table.values[at] = random.normal();
  return table;
}

function randomBags(count: number, seed: number): Bags {
  const random = createRandom(seed);
  const starts = Int32Array.from({ length: count + 1 }, (_, bag) => bag * 3);
  const tokens = Int32Array.from({ length: count * 3 }, () => random.below(TOKENS));
  return { starts, tokens, weights: Float32Array.from(tokens, () => 1 + random.next()) };
}

test("products of rows equal the plain sums, whatever the number of rows", () => {
  for (const rows of [1, 3, 4, 5, 9]) {
    const [a, b] = [createMatrix(rows, 5), createMatrix(rows, 5)];
    for (let at = 0; at < a.values.length; at += 1) [a.values[at], b.values[at]] = [at % 7, at % 3];
    const product = productOfRows(a, b);
    for (let i = 0; i < rows; i += 1) {
      for (let j = 0; j < rows; j += 1) {
        let sum = 0;
        for (let k = 0; k < 5; k += 1) sum += a.values[i * 5 + k]! * b.values[j * 5 + k]!;
        assert.equal(product[i * rows + j], sum);
      }
    }
  }
});

test("the loss is the mean cross-entropy of both directions", () => {
  const rows = createMatrix(2, 2);
  rows.values.set([1, 0, 0, 1]);
  const expected = Math.log(Math.exp(SCALE) + 1) - SCALE;
  assert.ok(Math.abs(contrast(rows, rows, SCALE).loss - expected) < 1e-6);
});

test("the gradient that reaches the token vectors is the slope of the loss", () => {
  const table = randomTable(1);
  const [queries, documents] = [randomBags(7, 2), randomBags(7, 3)];
  const lossOf = () =>
    contrast(embedBags(queries, table).unit, embedBags(documents, table).unit, SCALE).loss;

  const gradient = new Float32Array(table.values.length);
  const into = { rowOf: (token: number) => token, values: () => gradient };
  const [q, d] = [embedBags(queries, table), embedBags(documents, table)];
  const slopes = contrast(q.unit, d.unit, SCALE);
  backpropagateBags(queries, q, slopes.queries, into);
  backpropagateBags(documents, d, slopes.documents, into);

  const nudge = 1e-2;
  for (let at = 0; at < gradient.length; at += 1) {
    const value = table.values[at]!;
    table.values[at] = value + nudge;
    const above = lossOf();
    table.values[at] = value - nudge;
    const below = lossOf();
    table.values[at] = value;
    const slope = (above - below) / (2 * nudge);
    assert.ok(Math.abs(slope - gradient[at]!) < 2e-3, `${at}: ${gradient[at]} is not ${slope}`);
  }
});

test("Adam's first step moves each touched value by the rate, and no other", () => {
  const table = randomTable(4);
  const before = table.values.slice();
  const adam = createSparseAdam(table);
  const row = adam.rowOf(2);
  adam.values().set([1, -1, 0.5, -0.5, 2, -2], row * WIDTH);
  adam.step(0.01);
  for (let at = 0; at < before.length; at += 1) {
    const isTouched = Math.floor(at / WIDTH) === 2;
    const expected = isTouched ? (at % 2 === 0 ? -0.01 : 0.01) : 0;
    assert.ok(Math.abs(table.values[at]! - before[at]! - expected) < 1e-5, `value ${at}`);
  }
});

test("Adam forgets gradients between steps", () => {
  const adam = createSparseAdam(randomTable(5));
  adam.values().fill(9, adam.rowOf(1) * WIDTH, WIDTH);
  adam.step(0.01);
  const row = adam.rowOf(1) * WIDTH;
  assert.deepEqual([...adam.values().subarray(row, row + WIDTH)], new Array(WIDTH).fill(0));
});
