import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { chooseMerge } from "./choose-merge.ts";

const whole = (documents: number) => ({ documents, deleted: 0 });

describe("choosing what to merge", () => {
  it("leaves segments alone that are each far larger than all smaller ones", () => {
    assert.deepEqual(chooseMerge([whole(1000), whole(100), whole(10)]), []);
    assert.deepEqual(chooseMerge([whole(5)]), []);
    assert.deepEqual(chooseMerge([]), []);
  });

  it("merges small segments without touching a large one", () => {
    assert.deepEqual(chooseMerge([whole(87_000), whole(1), whole(1), whole(1)]), [1, 2, 3]);
  });

  it("merges all parts of a long run into one", () => {
    assert.deepEqual(
      chooseMerge([whole(8000), whole(8000), whole(8000), whole(900)]),
      [0, 1, 2, 3],
    );
  });

  it("rewrites a segment that has lost many of its papers", () => {
    assert.deepEqual(chooseMerge([{ documents: 1000, deleted: 400 }, whole(10)]), [0]);
  });

  it("keeps the number of segments at the logarithm of the papers", () => {
    let segments: number[] = [];
    for (let paper = 0; paper < 3000; paper++) {
      segments.push(1);
      const chosen = chooseMerge(segments.map(whole));
      const sum = chosen.reduce((total, at) => total + segments[at]!, 0);
      if (chosen.length > 0) segments = [...segments.filter((_, at) => !chosen.includes(at)), sum];
      assert.ok(segments.length <= 1 + Math.log2(paper + 2));
    }
  });
});
