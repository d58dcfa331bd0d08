import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { stopWords } from "../text/stop-words.ts";
import { buildSegments } from "./create-engine.ts";
import { viewIndex } from "./index-view.ts";
import { addPairScores } from "./pair-scores.ts";
import { aDocument, wordSpace } from "./sample-documents.ts";
import { K1, PHRASE_WEIGHT, TITLE_PAIR_WEIGHT } from "./scoring.ts";
import { scratchFor } from "./scratch.ts";

const text = fc.array(fc.constantFrom("graph", "proof", "of", "the", "tide"), { maxLength: 14 });
const papers = fc.array(fc.record({ title: text, abstract: text }), {
  minLength: 1,
  maxLength: 30,
});

/** How often `proof` follows `graph` once the stop words are gone. */
function countIn(words: readonly string[]): number {
  const kept = words.filter((word) => !stopWords.includes(word));
  return kept.filter((word, at) => word === "graph" && kept[at + 1] === "proof").length;
}

describe("neighbouring words", () => {
  it("add to a score what counting them word by word gives, in any segments", () => {
    fc.assert(
      fc.property(papers, fc.constantFrom(1, 4, 100), (rows, size) => {
        const documents = rows.map(({ title, abstract }, at) =>
          aDocument({ id: `p-${at}`, title: title.join(" "), abstract: abstract.join(" ") }),
        );
        const view = viewIndex(buildSegments(documents, [wordSpace], size));
        const scores = new Float64Array(rows.length);
        const pair = { first: "graph", second: "proof", idf: 2 };
        const all = { documents: Uint32Array.from(rows, (_, at) => at), scores };
        addPairScores(view, [pair], all, scratchFor(rows.length));
        for (const [at, { title, abstract }] of rows.entries()) {
          const count = TITLE_PAIR_WEIGHT * countIn(title) + countIn(abstract);
          const expected = (PHRASE_WEIGHT * (K1 + 1) * 2 * count) / (count + K1);
          assert.ok(Math.abs(scores[at]! - expected) < 1e-9, `${scores[at]} ${expected}`);
        }
      }),
      { numRuns: 100 },
    );
  });
});
