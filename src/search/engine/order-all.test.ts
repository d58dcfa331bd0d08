import assert from "node:assert/strict";
import { it } from "node:test";
import fc from "fast-check";
import { orderAll } from "./order-all.ts";
import { sortBest } from "./order-best.ts";

it("orders scores as comparing them does, equal and nearly equal ones too", () => {
  const score = fc.oneof(
    fc.constantFrom(0.5, 0.5 + 2 ** -53, 1, 1 + 2 ** -52, 1 + 2 ** -40, 7.25),
    fc.double({ min: -1, max: 40, noNaN: true }),
    fc.double({ min: 2 ** -60, max: 40, noNaN: true }),
  );
  const positive = fc.constantFrom(0.5, 0.5 + 2 ** -53, 3, 3 + 2 ** -50, 2 ** -149, 12);
  const lists = fc.oneof(
    fc.array(score, { maxLength: 200 }),
    fc.array(positive, { minLength: 60, maxLength: 300 }),
    fc.array(fc.double({ min: 2 ** -149, max: 90, noNaN: true }), { minLength: 60 }),
  );
  fc.assert(
    fc.property(lists, (values) => {
      const make = () => ({
        documents: Uint32Array.from(values, (_, at) => Math.imul(at, 7919) >>> 0),
        scores: Float64Array.from(values),
        goesFirst: (a: number, b: number) => a % 1009 < b % 1009,
      });
      const [one, other] = [make(), make()];
      orderAll(one, values.length);
      sortBest(other, 0, values.length - 1);
      assert.deepEqual(one.scores, other.scores);
      assert.deepEqual(one.documents, other.documents);
    }),
  );
});
