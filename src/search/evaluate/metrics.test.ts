import assert from "node:assert/strict";
import { test } from "node:test";
import { measure, ndcg } from "./metrics.ts";

const close = (actual: number, expected: number) =>
  assert.ok(Math.abs(actual - expected) < 1e-12, `${actual} is not ${expected}`);

test("nDCG takes the grade as gain and the logarithm of the rank as discount", () => {
  const judgements = new Map([
    ["a", 3],
    ["b", 1],
    ["c", 0],
  ]);
  // Found: 1/log2(2) + 0 + 3/log2(4) = 2.5. Ideal: 3/log2(2) + 1/log2(3).
  close(ndcg(["b", "c", "a"], judgements, 10), 2.5 / (3 + 1 / Math.log2(3)));
});

test("nDCG is 1 for the ideal order and 0 when nothing relevant is found", () => {
  const judgements = new Map([
    ["a", 2],
    ["b", 1],
  ]);
  close(ndcg(["a", "b", "x"], judgements, 10), 1);
  close(ndcg(["x", "y"], judgements, 10), 0);
});

test("nDCG looks no further than its depth, in the ranking and in the ideal", () => {
  const judgements = new Map(Array.from({ length: 4 }, (_, index) => [`r${index}`, 1] as const));
  close(ndcg(["x", "r0", "r1"], judgements, 2), 1 / Math.log2(3) / (1 + 1 / Math.log2(3)));
});

test("average precision counts relevant documents that were never found", () => {
  const judgements = new Map([
    ["a", 1],
    ["b", 1],
    ["c", 1],
  ]);
  // Precision 1/1 at the first, 2/3 at the third rank, 0 for c.
  close(measure(["a", "x", "b"], judgements).averagePrecision, (1 + 2 / 3) / 3);
});

test("recall at 100 is the share of relevant documents among the first hundred", () => {
  const judgements = new Map([
    ["early", 1],
    ["late", 2],
  ]);
  const ranking = ["early", ...Array.from({ length: 99 }, (_, index) => `x${index}`), "late"];
  close(measure(ranking, judgements).recall100, 0.5);
});

test("the reciprocal rank is that of the first relevant document within ten", () => {
  const judgements = new Map([["a", 1]]);
  close(measure(["x", "y", "a"], judgements).reciprocalRank10, 1 / 3);
  const late = [..."0123456789", "a"];
  close(measure(late, judgements).reciprocalRank10, 0);
});
