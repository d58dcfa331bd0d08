import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { hostileQueries } from "../query/hostile-queries.ts";
import { markRanges } from "../text/mark-ranges.ts";
import { buildEngine } from "./create-engine.ts";
import { aDocument, wordSpace } from "./sample-documents.ts";

const subjects = ["graph theory", "state-of-the-art parsing", "深度学习", "الشبكات العصبية", ""];
const corpus = Array.from({ length: 60 }, (_, at) =>
  aDocument({
    id: `2401.0${1200 + at}`,
    arxivId: `2401.0${1200 + at}`,
    title: `${subjects[at % subjects.length]} ${at % 7}`,
    abstract: at % 9 === 0 ? "" : `On ${subjects[(at * 3) % subjects.length]} by graph ${at}`,
    authors: at % 4 === 0 ? [] : [`Ada ${"ABC"[at % 3]}yron`],
    categories: ["cs.CL"],
    date: `20${10 + (at % 15)}-01-01`,
    has: at % 2 === 0 ? ["code"] : [],
  }),
);

describe("finding papers whatever is asked", () => {
  it("answers thousands of hostile queries, each with an answer that agrees with itself", () => {
    const engine = buildEngine(corpus, [wordSpace], 16);
    const queries = hostileQueries(Number(process.pid));
    const modes = ["hybrid", "words", "meaning"] as const;
    const sorts = ["relevance", "new", "votes"] as const;
    for (let count = 0; count < 3000; count++) {
      const query = queries.next().value;
      const request = { query, mode: modes[count % 3]!, sort: sorts[count % 5]!, limit: 100 };
      try {
        const { hits, total, terms, notes } = engine.find({ ...request, facets: count % 7 === 0 });
        assert.equal(hits.length, Math.min(total, 100));
        assert.equal(new Set(hits.map((hit) => hit.paperId)).size, hits.length);
        assert.ok(hits.every((hit) => Number.isFinite(hit.score)));
        for (const { message } of notes) assert.match(message, /\.$/);
        for (const { title, abstract } of corpus.slice(0, 5))
          markRanges(`${title} ${abstract}`, terms);
      } catch (error) {
        throw new Error(`query ${JSON.stringify(request)}`, { cause: error });
      }
    }
  });

  it("works on an empty index, on one paper and on twenty thousand equal ones", () => {
    const one = aDocument({ id: "p-1", title: "Same title", abstract: "The same words." });
    const equal = Array.from({ length: 20_000 }, (_, at) => ({ ...one, id: `p-${at}` as never }));
    const engines = [[], [one], equal].map((papers) => buildEngine(papers, [wordSpace], 8000));
    for (const [at, engine] of engines.entries()) {
      const size = [0, 1, 20_000][at]!;
      for (const mode of ["hybrid", "words"] as const) {
        const { total, hits } = engine.find({
          query: "same words",
          mode,
          facets: true,
          limit: 1000,
        });
        assert.equal(total, size);
        assert.equal(new Set(hits.map((hit) => hit.paperId)).size, Math.min(size, 1000));
      }
      const deep = engine.find({ query: "same", offset: Math.max(0, size - 5), limit: 5 });
      assert.equal(deep.hits.length, Math.min(size, 5));
      assert.equal(engine.find({ query: "like:p-0 unlike:p-7" }).total <= size, true);
      assert.equal(engine.find({ query: "same", sort: "new", limit: 10 }).total, size);
    }
  });
});
