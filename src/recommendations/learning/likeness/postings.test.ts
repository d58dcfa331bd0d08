import assert from "node:assert/strict";
import { test } from "node:test";
import { type PaperFeatures, packPapers } from "../paper-features.ts";
import { createRandom } from "../random.ts";
import { addDots, invertPapers, type Postings, sumSquares } from "./postings.ts";
import { dotTerms } from "./terms.ts";

const random = createRandom(5);

/** Papers of terms below `most`. */
function papersOf(count: number, most: number): PaperFeatures[] {
  return Array.from({ length: count }, () => {
    const terms = Uint32Array.from([...Array(most).keys()].filter(() => random() < 0.2));
    const weights = Float32Array.from(terms, () => random() - 0.3);
    return { terms, weights, dense: new Float32Array(), authors: [] };
  });
}

const papers = papersOf(301, 50);
const fast = invertPapers(packPapers(papers));
const plain = invertPapers(packPapers(papers), { isPlain: true });
/** Some terms of these are in no paper, as those of a reader may be. */
const liked = papersOf(7, 70);
const weights = liked.map((_, at) => (at === 3 ? -0.5 : random()));

function near(one: Float32Array, other: readonly number[] | Float32Array): void {
  one.forEach((value, at) => void assert.ok(Math.abs(value - other[at]!) < 1e-5, `${at}`));
}

test("postings for kernels are those of plain code", () => {
  assert.ok(fast.fast && !plain.fast);
  assert.deepEqual([...fast.postingStarts], [...plain.postingStarts]);
  assert.deepEqual([...fast.postingPapers], [...plain.postingPapers]);
  assert.deepEqual([...fast.postingWeights], [...plain.postingWeights]);
});

test("dot products are added to what is there, to the last bit alike with and without kernel", () => {
  const add = (postings: Postings) => {
    const into = new Float32Array(papers.length).fill(1);
    for (const one of liked) addDots(one, postings, into, 0.75);
    return into;
  };
  assert.deepEqual(add(fast), add(plain));
  near(
    add(fast),
    papers.map((paper) => 1 + 0.75 * liked.reduce((sum, one) => sum + dotTerms(one, paper), 0)),
  );
});

test("weighed squares of any number of papers are summed, and nothing stays from those before", () => {
  for (const count of [7, 0, 1, 4, 6]) {
    const of = { papers: liked.slice(0, count), weights };
    const expected = papers.map((paper) =>
      of.papers.reduce((sum, one, at) => sum + weights[at]! * dotTerms(one, paper) ** 2, 0),
    );
    for (const postings of [fast, plain]) {
      const into = new Float32Array(papers.length).fill(9);
      sumSquares(of, postings, into);
      near(into, expected);
    }
  }
});
