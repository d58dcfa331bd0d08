import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { decodePaper, encodePaper } from "./encode.ts";

const unit = fc.float({ min: 0, max: 1, noNaN: true });
const aKnownPaper = fc
  .uniqueArray(fc.nat(29_999), { maxLength: 80 })
  .chain((numbers) =>
    fc.record({
      terms: fc.constant(Uint32Array.from(numbers).sort()),
      weights: fc
        .array(unit, { minLength: numbers.length, maxLength: numbers.length })
        .map((values) => Float32Array.from(values)),
      dense: fc
        .array(fc.float({ min: -1, max: 1, noNaN: true }), { minLength: 8, maxLength: 8 })
        .map((values) => Float32Array.from(values)),
      authors: fc.array(fc.stringMatching(/^[a-z0-9-]{1,12}$/), { maxLength: 5 }),
    }),
  )
  .map((features) => ({ features, categories: ["cs.LG", "stat.ML"] }));

test("a paper that was kept comes back with the same terms and names, and numbers as near as kept", () => {
  fc.assert(
    fc.property(aKnownPaper, (paper) => {
      const back = decodePaper(encodePaper(paper));
      const { features } = paper;
      assert.deepEqual(back.features.terms, features.terms);
      assert.deepEqual(back.features.authors, features.authors);
      assert.deepEqual(back.categories, paper.categories);
      back.features.weights.forEach((weight, at) => {
        assert.ok(Math.abs(weight - features.weights[at]!) < 1e-4);
      });
      const largest = Math.max(...features.dense.map(Math.abs));
      back.features.dense.forEach((value, at) => {
        assert.ok(Math.abs(value - features.dense[at]!) <= largest / 250);
      });
    }),
  );
});

test("a paper without a known word or vector is kept too", () => {
  const features = {
    terms: new Uint32Array(),
    weights: new Float32Array(),
    dense: new Float32Array(4),
    authors: [],
  };
  assert.deepEqual(decodePaper(encodePaper({ features, categories: [] })), {
    features,
    categories: [],
  });
});
