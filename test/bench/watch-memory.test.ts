import assert from "node:assert/strict";
import { test } from "node:test";
import { figuresOf } from "../../bench/digests/watch-memory.ts";

const MB = 1e6;

/** A thread that uses `live` and up to nine times as much garbage, collected every tenth sample. */
function samplesOf(live: (at: number) => number) {
  return Array.from({ length: 201 }, (_, at) => ({
    resident: (500 + at) * MB,
    used: new Map([
      [0, 40 * MB + (at % 7) * MB],
      [1, live(at) * MB + (at % 10) * 10 * MB],
    ]),
  }));
}

test("what is live is told from garbage that waits to be collected", () => {
  const { liveMb, residentMb, peakMb } = figuresOf(samplesOf(() => 50));
  assert.deepEqual(liveMb, [90, 90, 90]);
  assert.deepEqual(residentMb, [520, 600, 700]);
  assert.equal(peakMb, 700);
});

test("what grows with every sample is seen as growth", () => {
  const { liveMb } = figuresOf(samplesOf((at) => 50 + at));
  assert.deepEqual(liveMb, [90, 170, 270]);
});
