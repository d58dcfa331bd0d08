import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { bestRows } from "./best-rows.ts";

test("the best rows are those of a whole sort, without those left out", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -5, max: 5 }), { maxLength: 60 }),
      fc.nat(70),
      fc.nat(4),
      (numbers, most, period) => {
        const values = Float32Array.from(numbers);
        const isLeftOut = (row: number) => period > 0 && row % period === 0;
        const expected = [...values.keys()]
          .filter((row) => !isLeftOut(row))
          .sort((a, b) => values[b]! - values[a]! || a - b)
          .slice(0, most);
        assert.deepEqual(bestRows(values, most, isLeftOut), expected);
      },
    ),
  );
});
