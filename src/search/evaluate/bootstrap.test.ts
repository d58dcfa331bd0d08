import assert from "node:assert/strict";
import { test } from "node:test";
import { pairedBootstrap } from "./bootstrap.ts";

test("a system compared with itself differs by nothing", () => {
  assert.deepEqual(pairedBootstrap([0.1, 0.5, 0.9], [0.1, 0.5, 0.9]), { mean: 0, low: 0, high: 0 });
});

test("a constant gain has an interval without width", () => {
  const { mean, low, high } = pairedBootstrap([0.75, 0.5, 0.25], [0.5, 0.25, 0]);
  assert.deepEqual([mean, low, high], [0.25, 0.25, 0.25]);
});

test("the interval is about two standard errors either side of the mean", () => {
  // Differences of -1 and +1 by turns: deviation 1, standard error of 400 is 0.05.
  const ours = Array.from({ length: 400 }, (_, index) => (index % 2 === 0 ? 1 : 0));
  const theirs = ours.map((value) => 1 - value);
  const { mean, low, high } = pairedBootstrap(ours, theirs, 2_000);
  assert.equal(mean, 0);
  assert.ok(Math.abs(low + 0.098) < 0.01, `${low}`);
  assert.ok(Math.abs(high - 0.098) < 0.01, `${high}`);
});

test("no queries give no difference", () => {
  assert.deepEqual(pairedBootstrap([], []), { mean: 0, low: 0, high: 0 });
});
