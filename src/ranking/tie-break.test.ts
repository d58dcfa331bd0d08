import assert from "node:assert/strict";
import { test } from "node:test";
import { tieBreak } from "./tie-break.ts";

const ids = Array.from({ length: 4_000 }, (_, index) => `2611.${String(index).padStart(5, "0")}`);
const day = "2026-11-20";

test("the same day and paper give the same number everywhere and always", () => {
  assert.equal(tieBreak(day, "2611.00001"), tieBreak(day, "2611.00001"));
  assert.equal(tieBreak("2026-11-20", "2611.00001"), 6_187_535_522_454_772);
});

test("numbers are integers below 2^53 and do not repeat", () => {
  const ties = ids.map((id) => tieBreak(day, id));
  for (const tie of ties) assert.ok(Number.isSafeInteger(tie) && tie >= 0);
  assert.equal(new Set(ties).size, ids.length);
});

test("neither the alphabet nor the day before decides who comes first", () => {
  const placesOn = (date: string) => {
    const order = ids.toSorted((a, b) => tieBreak(date, a) - tieBreak(date, b));
    return ids.map((id) => order.indexOf(id));
  };
  const alphabet = ids.map((_, index) => index);
  const today = placesOn(day);
  assert.ok(Math.abs(correlation(alphabet, today)) < 0.08);
  assert.ok(Math.abs(correlation(today, placesOn("2026-11-21"))) < 0.08);
});

function correlation(one: readonly number[], other: readonly number[]): number {
  const middle = (one.length - 1) / 2;
  let both = 0;
  let own = 0;
  for (const [index, place] of one.entries()) {
    both += (place - middle) * (other[index]! - middle);
    own += (place - middle) ** 2;
  }
  return both / own;
}
