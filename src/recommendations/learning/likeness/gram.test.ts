import assert from "node:assert/strict";
import { test } from "node:test";
import { type PaperFeatures, packPapers } from "../paper-features.ts";
import { createRandom } from "../random.ts";
import { createCentre } from "./centre.ts";
import { createGramRoom, DENSE_SHARE, joinGrams, makeComparable } from "./gram.ts";
import { dotTerms } from "./terms.ts";

const random = createRandom(3);

function unit(length: number): Float32Array {
  const values = Float32Array.from({ length }, () => random() - 0.4);
  const size = Math.hypot(...values);
  return values.map((value) => value / size);
}

function papersOf(count: number): PaperFeatures[] {
  return Array.from({ length: count }, () => {
    const terms = Uint32Array.from([...Array(40).keys()].filter(() => random() < 0.3).concat(40));
    return { terms, weights: unit(terms.length), dense: unit(16), authors: [] };
  });
}

test("how alike two papers are is a mean of the cosines of terms and of vectors", () => {
  const papers = papersOf(80);
  const packed = packPapers(papers.slice(10));
  const centre = createCentre(packed);
  const others = makeComparable(packed, centre.all(packed));
  const room = createGramRoom(others, 12, 41);
  for (const [from, until] of [
    [0, 10],
    [3, 9],
  ] as const) {
    const first = packPapers(papers.slice(from, until));
    const gram = joinGrams({ papers: first, dense: centre.all(first) }, others, room);
    const all = [...papers.slice(from, until), ...papers.slice(10)];
    assert.equal(gram.size, all.length);
    all.forEach((one, a) => {
      all.forEach((other, b) => {
        const vectors = [centre.one(one.dense), centre.one(other.dense)];
        const near = vectors[0]!.reduce((sum, value, at) => sum + value * vectors[1]![at]!, 0);
        const expected = (1 - DENSE_SHARE) * dotTerms(one, other) + DENSE_SHARE * near;
        assert.ok(Math.abs(gram.values[a * gram.stride + b]! - expected) < 1e-5, `${a} ${b}`);
      });
    });
  }
});

test("a vector of zeros stays one, and others keep their length", () => {
  const packed = packPapers(papersOf(5));
  const { one } = createCentre(packed);
  assert.ok(one(new Float32Array(16)).every((value) => value === 0));
  assert.ok(Math.abs(Math.hypot(...one(packed.dense.slice(0, 16))) - 1) < 1e-5);
});
