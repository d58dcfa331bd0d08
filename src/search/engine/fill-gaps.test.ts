import assert from "node:assert/strict";
import { test } from "node:test";
import type { PaperId } from "#papers";
import type { Day } from "#platform";
import type { SemanticSpace } from "../semantic/space.ts";
import { buildSegments, createEngine } from "./create-engine.ts";
import type { IndexDocument } from "./engine.ts";
import type { GivenSpace } from "./given-space.ts";

/** Papers 0 … 19 say the word once, each in a longer text: so they are ordered by words. */
const documents = Array.from({ length: 20 }, (_, at): IndexDocument => {
  return {
    id: `p${at}` as PaperId,
    title: "",
    abstract: `graph ${"filler ".repeat(3 * at)}`,
    authors: [],
    organizations: [],
    categories: [],
    keywords: [],
    date: "2026-11-20" as Day,
    has: [],
    upvotes: 0,
    comments: 0,
    citations: 0,
  };
});

const DIMENSIONS = 32;
const query = Float32Array.from({ length: DIMENSIONS }, () => 1 / Math.sqrt(DIMENSIONS));

/** A space in which a paper has the cosine that is said of it, or no vector at all. */
function spaceOf(cosineOf: (at: number) => number | undefined): SemanticSpace {
  let next = 0;
  return {
    identity: "openai:test",
    dimensions: DIMENSIONS,
    embedQuery: () => query,
    embedPaper: () => {
      const cosine = cosineOf(next++);
      if (cosine === undefined) return new Float32Array(DIMENSIONS);
      const across = Math.sqrt(1 - cosine * cosine);
      return query.map((value, at) => value * (cosine + (at % 2 === 0 ? across : -across)));
    },
  };
}

function orderWith(cosineOf: (at: number) => number | undefined, vector?: Float32Array) {
  const space = spaceOf(cosineOf);
  const segments = buildSegments(documents, [space]);
  const { identity, dimensions } = space;
  const given: GivenSpace = { identity, dimensions, weight: 0.5, ...(vector && { vector }) };
  return createEngine(segments, [])
    .find({ query: "graph" }, given)
    .hits.map(({ paperId }) => Number(paperId.slice(1)));
}

const byWords = documents.map((_, at) => at);

test("papers without a vector are ranked by their words alone", () => {
  assert.deepEqual(
    orderWith(() => undefined, query),
    byWords,
  );
  assert.deepEqual(
    orderWith((at) => (at === 19 ? 0.5 : undefined)),
    byWords,
  );
});

test("a gap neither lifts a paper nor draws it down, whatever the papers with vectors get", () => {
  const order = orderWith((at) => (at % 2 === 0 ? 0.9 - at / 30 : undefined), query);
  const odd = order.filter((at) => at % 2 === 1);
  assert.deepEqual(
    odd,
    odd.toSorted((a, b) => a - b),
  );
  // The best by words without a vector stays before most that have one.
  assert.ok(order.indexOf(3) < order.indexOf(10), order.join(" "));
});

test("with vectors for all, the space has its say", () => {
  const order = orderWith((at) => (at === 19 ? 0.95 : 0.1), query);
  assert.ok(order.indexOf(19) < 10, order.join(" "));
});
