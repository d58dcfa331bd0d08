import assert from "node:assert/strict";
import { test } from "node:test";
import { isFitDue } from "./when-to-fit.ts";

function papers(living: number, gone = 0) {
  return [{ deleted: new Uint8Array(living) }, { deleted: new Uint8Array(gone).fill(1) }];
}

test("a space is fitted once there are enough living papers", () => {
  assert.equal(isFitDue(papers(499, 500), undefined), false);
  assert.equal(isFitDue(papers(500), undefined), true);
});

test("it is fitted anew when the papers have grown or shrunk by half, not before", () => {
  const current = { papers: 2_000 };
  for (const [living, isDue] of [
    [2_000, false],
    [2_999, false],
    [3_000, true],
    [1_001, false],
    [1_000, true],
    [400, false],
  ] as const) {
    assert.equal(isFitDue(papers(living), current), isDue, `${living}`);
  }
});
