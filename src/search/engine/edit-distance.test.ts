import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { distanceWithin, editsAllowed } from "./edit-distance.ts";
import { packStrings } from "./string-table.ts";
import { countBits, signsOf } from "./word-signs.ts";

/** Optimal string alignment from its definition. */
function slowDistance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = 0; i <= a.length; i++) {
    for (let j = 0; j <= b.length; j++) {
      if (i === 0 || j === 0) {
        rows[i]![j] = i + j;
        continue;
      }
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min(
        rows[i - 1]![j]! + 1,
        rows[i]![j - 1]! + 1,
        rows[i - 1]![j - 1]! + change,
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, rows[i - 2]![j - 2]! + 1);
      }
      rows[i]![j] = best;
    }
  }
  return rows[a.length]![b.length]!;
}

const word = fc.string({ unit: fc.constantFrom("a", "b", "e", "t"), maxLength: 8 });
const wordOf = (text: string) => ({ units: packStrings([text]).units, start: 0, end: text.length });

describe("words within a few edits", () => {
  it("are told from others as the definition says", () => {
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 2 }), (one, other, edits) => {
        const expected = Math.min(slowDistance(one, other), edits + 1);
        assert.equal(distanceWithin(edits, wordOf(one), wordOf(other)), expected);
      }),
      { numRuns: 2000 },
    );
  });

  it("have signs that differ in two bits per edit at most", () => {
    fc.assert(
      fc.property(word, word, (one, other) => {
        const [first, second] = [one, other].map((text) => {
          const { units, start, end } = wordOf(text);
          return signsOf(units, start, end);
        });
        assert.ok(countBits(first! ^ second!) <= 2 * slowDistance(one, other));
      }),
      { numRuns: 2000 },
    );
  });

  it("are not looked for where numbers or few letters leave no room for error", () => {
    assert.equal(editsAllowed("gpt4"), 0);
    assert.equal(editsAllowed("cat"), 0);
    assert.equal(editsAllowed("graph"), 1);
    assert.equal(editsAllowed("framework"), 2);
  });
});
