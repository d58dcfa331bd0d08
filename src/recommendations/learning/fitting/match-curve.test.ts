import assert from "node:assert/strict";
import { test } from "node:test";
import { createRandom } from "../random.ts";
import { fitMatchCurve, matchOf } from "./match-curve.ts";

test("a curve finds the chances that ratings were drawn with", () => {
  const random = createRandom(5);
  const scores = Float64Array.from({ length: 4_000 }, () => random() * 4 - 2);
  const liked = Array.from(scores, (score) => random() < 1 / (1 + Math.exp(-2 * score + 0.5)));
  const curve = fitMatchCurve(scores, (at) => liked[at]!);
  for (const score of [-1.5, -0.5, 0, 0.5, 1.5]) {
    const chance = 1 / (1 + Math.exp(-2 * score + 0.5));
    assert.ok(Math.abs(matchOf(curve, score) - chance) < 0.04, `${score}`);
  }
});

test("scores that say nothing give everybody the share of likes", () => {
  const scores = new Float64Array(40);
  const curve = fitMatchCurve(scores, (at) => at < 10);
  assert.ok(Math.abs(matchOf(curve, 0) - 0.25) < 0.03);
});

test("ratings that scores part without error still give chances below 1", () => {
  const scores = Float64Array.from({ length: 30 }, (_, at) => (at < 15 ? 1 : -1));
  const curve = fitMatchCurve(scores, (at) => at < 15);
  assert.ok(matchOf(curve, 1) > 0.85 && matchOf(curve, 1) < 1);
  assert.ok(matchOf(curve, -1) < 0.15 && matchOf(curve, -1) > 0);
});
