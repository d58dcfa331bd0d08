import assert from "node:assert/strict";
import { test } from "node:test";
import { legWeights } from "./leg-weights.ts";

const among = (legs: number) => Array.from({ length: legs }, () => 0.4 / legs);

test("legs share as they are told to, and leave their own to those that name it", () => {
  assert.deepEqual(legWeights([], among), []);
  assert.deepEqual(legWeights([{}, {}], among), [0.2, 0.2]);
  assert.deepEqual(legWeights([{}, { weight: 0.5 }, {}], among), [0.1, 0.5, 0.1]);
  assert.deepEqual(legWeights([{ weight: 0.25 }], among), [0.25]);
});
