import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { bestScores, maskScores } from "./best-scores.ts";
import { createScratch } from "./scratch.ts";

const COUNT = 30_000;
const goesFirst = (first: number, second: number) => tie(first) < tie(second);
/** Another order than that of the numbers. */
const tie = (document: number) => (document * 7919) % COUNT;

describe("the best of all scores", () => {
  for (const hasKernels of [true, false]) {
    it(`are those that sorting all of them puts first (kernels: ${hasKernels})`, () => {
      const scratch = createScratch(COUNT, hasKernels);
      const cases = fc.record({
        seed: fc.nat(),
        limit: fc.constantFrom(0, 1, 20, 400),
        // From hardly any document with a score to all of them.
        share: fc.constantFrom(0, 0.001, 0.02, 0.5, 1),
        // One value: all are equal.
        values: fc.constantFrom(1, 3, 1000, 1e9),
        selected: fc.constantFrom(1, 0.3),
        // The best all in one place: nothing can be told from a part of the index.
        isClustered: fc.boolean(),
      });
      fc.assert(
        fc.property(cases, ({ seed, limit, share, values, selected, isClustered }) => {
          const random = randomFrom(seed);
          const selection = new Uint8Array(COUNT);
          const expected: { document: number; score: number }[] = [];
          scratch.scores.fill(0);
          for (let document = 0; document < COUNT; document++) {
            selection[document] = random() < selected ? 1 : 0;
            if (random() >= share) continue;
            const lift = isClustered && document > COUNT - 1500 ? 10 : 0;
            const score = Math.fround(lift + 0.1 + Math.floor(random() * values) / values);
            scratch.scores[document] = score;
            if (selection[document] === 1) expected.push({ document, score });
          }
          maskScores(scratch, selection);
          expected.sort((a, b) => b.score - a.score || tie(a.document) - tie(b.document));
          const { documents, scores, total } = bestScores(scratch, COUNT, { limit, goesFirst });
          const best = expected.slice(0, limit);
          assert.deepEqual(
            [...documents],
            best.map(({ document }) => document),
          );
          assert.deepEqual(
            [...scores],
            best.map(({ score }) => score),
          );
          assert.equal(total, expected.length);
        }),
        { numRuns: 40 },
      );
    });
  }
});

function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
