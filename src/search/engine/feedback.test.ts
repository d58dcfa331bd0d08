import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { buildEngine } from "./create-engine.ts";
import { aDocument, wordSpace } from "./sample-documents.ts";

/** Papers on one subject, some without the words asked for; the rest on others. */
const hives = ["queen", "drone", "worker"].map((caste, at) =>
  aDocument({
    id: `hive${at}`,
    title: `The ${caste} of the hive`,
    abstract: "Wax cells hold brood, nectar, pollen; foragers dance for distant lime trees.",
  }),
);
const unnamed = ["amber", "swarm", "smoke", "comb"].map((word, at) =>
  aDocument({
    id: `unnamed${at}`,
    title: `The cells of ${word}`,
    abstract: "Wax cells hold brood, nectar, pollen; foragers dance for distant lime trees.",
  }),
);
const others = Array.from({ length: 150 }, (_, at) =>
  aDocument({
    id: `other${at}`,
    title: `q${at} r${at} s${at}`,
    abstract: `k${at} l${at} m${at} n${at} girders`,
  }),
);

const engine = buildEngine([...hives, ...unnamed, ...others], [wordSpace]);

function rankOf(id: string, query: string): number {
  const { hits } = engine.find({ query, limit: 200 });
  return hits.findIndex(({ paperId }) => paperId === id) + 1;
}

describe("following the first hits", () => {
  it("brings up papers that are like them and share no word with the query", () => {
    const ranks = unnamed.map(({ id }) => rankOf(id, "hive queen drone worker caste"));
    assert.deepEqual(ranks.toSorted(), [4, 5, 6, 7]);
  });

  it("keeps the hits that words found before it", () => {
    const ranks = hives.map(({ id }) => rankOf(id, "hive queen drone worker caste"));
    assert.deepEqual(ranks.toSorted(), [1, 2, 3]);
  });

  it("answers a query that nothing is near to", () => {
    assert.equal(engine.find({ query: "zzz" }).hits.length >= 0, true);
  });

  it("leaves scores in order behind the first hundred", () => {
    const { hits } = engine.find({ query: "girders under load", limit: 200 });
    assert.ok(hits.length > 100);
    for (let at = 1; at < hits.length; at++) assert.ok(hits[at - 1]!.score >= hits[at]!.score);
  });
});
