import assert from "node:assert/strict";
import { test } from "node:test";
import { DENSE_SHARE } from "../likeness/gram.ts";
import { type PaperFeatures, packPapers } from "../paper-features.ts";
import { createRandom } from "../random.ts";
import { createRoom } from "../room.ts";
import { sumPlane } from "./plane.ts";

const TERMS = 60;
const random = createRandom(9);
const labels = Array.from({ length: TERMS }, (_, at) => `word${at}`);

/** Papers of terms from `first` to `last`. */
function papersOf(count: number, first: number, last: number): PaperFeatures[] {
  return Array.from({ length: count }, () => {
    const terms = Uint32Array.from([...Array(TERMS).keys()].filter(() => random() < 0.3)).filter(
      (term) => term >= first && term <= last,
    );
    const weights = Float32Array.from(terms, () => random());
    return { terms, weights, dense: Float32Array.from({ length: 8 }, random), authors: [] };
  });
}

const others = papersOf(70, 10, 50);
const room = createRoom({ identity: "words", labels }, packPapers(others));

test("a plane is the sum of its papers, its terms ascend, and the next has nothing of it", () => {
  for (const count of [5, 3]) {
    const own = papersOf(count, 0, TERMS);
    const papers = packPapers(own);
    room.centre.move(papers, room.deeds);
    const ofOwn = Float64Array.from(own, () => random());
    const ofOthers = Float64Array.from(others, (_, at) => (at % 3 ? -random() : 0));
    const plane = sumPlane(room, { own: { papers, dense: room.deeds }, ofOwn, ofOthers });
    const [sums, dense] = [new Float64Array(TERMS), new Float64Array(8)];
    const add = ({ terms, weights, dense: vector }: PaperFeatures, share: number) => {
      terms.forEach((term, at) => {
        sums[term]! += share * (1 - DENSE_SHARE) * weights[at]!;
      });
      room.centre.one(vector).forEach((value, d) => {
        dense[d]! += share * DENSE_SHARE * value;
      });
    };
    own.forEach((paper, at) => void add(paper, ofOwn[at]!));
    others.forEach((paper, at) => void add(paper, ofOthers[at]!));
    const expected = [...sums.keys()].filter((term) => sums[term] !== 0);
    assert.deepEqual([...plane.terms], expected);
    plane.terms.forEach((term, at) => {
      assert.ok(Math.abs(plane.weights[at]! - sums[term]!) < 1e-5);
    });
    plane.dense.forEach((value, d) => void assert.ok(Math.abs(value - dense[d]!) < 1e-4));
  }
});
