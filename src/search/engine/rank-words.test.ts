import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { parseQuery } from "../query/parse-query.ts";
import { buildSegments } from "./create-engine.ts";
import { tieBreakOf, viewIndex } from "./index-view.ts";
import { runLexicalLeg } from "./lexical-leg.ts";
import { lengthNorms } from "./lexical-scores.ts";
import { planQuery } from "./query-plan.ts";
import { type Legs, rankCandidates, rankHits } from "./rank-hits.ts";
import { aDocument } from "./sample-documents.ts";

const WORDS = ["tides", "of", "rocks", "and", "bees", "hive", "shapes", "water", "winter"];

/** A number below `bound` that looks random and is the same every time. */
function pick(seed: number, bound: number): number {
  return (Math.imul(seed ^ (seed >>> 15), 0x2c1b3c6d) >>> 8) % bound;
}

const papers = Array.from({ length: 900 }, (_, index) => {
  const words = (count: number, salt: number) =>
    Array.from(
      { length: count },
      (_, at) => WORDS[pick(index * 131 + at * 7 + salt, WORDS.length)],
    );
  return aDocument({
    id: `paper-${index}`,
    title: words(1 + pick(index, 6), 1).join(" "),
    abstract: words(pick(index + 5, 12), 3).join(" "),
    date: `20${10 + pick(index + 9, 15)}-01-01`,
    citations: pick(index + 3, 4) === 0 ? pick(index + 4, 3000) : 0,
  });
});

describe("ranking by words alone", () => {
  for (const segmentSize of [Number.POSITIVE_INFINITY, 250]) {
    const view = viewIndex(buildSegments(papers, [], segmentSize));
    const parts = { norms: lengthNorms(view.statistics), goesFirst: tieBreakOf(view) };

    it(`gives what scoring every candidate gives, segments of ${segmentSize}`, () => {
      const query = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 6 });
      const depth = fc.constantFrom(0, 1, 5, 20, 120, Number.POSITIVE_INFINITY);
      fc.assert(
        fc.property(query, depth, fc.boolean(), (words, depth, usesPrior) => {
          const plan = planQuery(view, parseQuery(words.join(" ")));
          const lexical = runLexicalLeg(view, plan, undefined, parts);
          const { titleTerms } = plan;
          const rest = { mode: "words", meanings: [], weights: [], pinned: [] } as const;
          const legs: Legs = { ...rest, lexical, titleTerms, usesPrior };
          const options = { goesFirst: parts.goesFirst, depth };
          assert.deepEqual(rankHits(view, legs, options), rankCandidates(view, legs, options));
        }),
        { numRuns: 60 },
      );
    });
  }
});
