import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { stemWord } from "../text/stem.ts";
import { buildEngine } from "./create-engine.ts";
import type { IndexDocument } from "./engine.ts";
import { aDocument, wordSpace } from "./sample-documents.ts";
import { ABSTRACT_B, K1, NAMED_WEIGHT, TITLE_B, TITLE_WEIGHT } from "./scoring.ts";

const vocabulary = [
  "graph",
  "graphs",
  "neural",
  "network",
  "networks",
  "theory",
  "proof",
  "sparse",
];
const words = (minLength: number, maxLength: number) =>
  fc.array(fc.constantFrom(...vocabulary), { minLength, maxLength });
const people = ["Ada Byron", "Blaise Pascal", "Chien Wu", "Neural Smith"];

const documents = fc
  .array(
    fc.record({
      title: words(1, 4),
      abstract: words(0, 25),
      keywords: words(0, 2),
      authors: fc.subarray(people),
      day: fc.integer({ min: 1, max: 28 }),
      has: fc.subarray(["code", "data"] as const),
    }),
    { minLength: 1, maxLength: 30 },
  )
  .map((rows) =>
    rows.map((row, at) =>
      aDocument({
        id: `p-${at}`,
        title: row.title.join(" "),
        abstract: row.abstract.join(" "),
        keywords: row.keywords,
        authors: row.authors,
        date: `2026-01-${`${row.day}`.padStart(2, "0")}`,
        has: row.has,
      }),
    ),
  );

/** BM25F straight from its definition, over every document. */
function slowScores(corpus: readonly IndexDocument[], query: readonly string[]) {
  const split = (text: string) => (text === "" ? [] : text.split(" ").map(stemWord));
  const rows = corpus.map((document) => ({
    id: document.id as string,
    title: split(document.title),
    abstract: split(document.abstract),
    named: document.keywords.map(stemWord),
    names: document.authors.flatMap((name) => name.toLowerCase().split(" ")),
  }));
  const mean = (lengths: number[]) =>
    Math.max(1, lengths.reduce((sum, length) => sum + length, 0) / lengths.length);
  const averageTitle = mean(rows.map((row) => row.title.length));
  const averageAbstract = mean(rows.map((row) => row.abstract.length));
  const count = (list: string[], term: string) => list.filter((one) => one === term).length;
  const saturate = (frequency: number) => (frequency * (K1 + 1)) / (frequency + K1);
  const scores = new Map<string, number>();
  const weights = new Map<string, { token: string; weight: number }>();
  for (const token of query) {
    const known = weights.get(stemWord(token));
    weights.set(stemWord(token), {
      token: known?.token ?? token,
      weight: (known?.weight ?? 0) + 1,
    });
  }
  for (const [term, { token, weight }] of weights) {
    const text = rows.map((row) => {
      const title = Math.min(7, count(row.title, term));
      const abstract = Math.min(31, count(row.abstract, term));
      return (
        (TITLE_WEIGHT * title) / (1 - TITLE_B + (TITLE_B * row.title.length) / averageTitle) +
        abstract / (1 - ABSTRACT_B + (ABSTRACT_B * row.abstract.length) / averageAbstract) +
        NAMED_WEIGHT * Math.min(3, count(row.named, term))
      );
    });
    const names = rows.map((row) => count(row.names, token));
    const frequency = [...text, ...names].filter((one) => one > 0).length;
    const df = Math.min(frequency, rows.length);
    const idf = Math.log(1 + (rows.length - df + 0.5) / (df + 0.5));
    for (const [at, row] of rows.entries()) {
      const gain = weight * idf * (saturate(text[at]!) + saturate(names[at]!));
      if (gain > 0) scores.set(row.id, (scores.get(row.id) ?? 0) + gain);
    }
  }
  return scores;
}

describe("the engine in memory", () => {
  it("scores every document as BM25F is defined", () => {
    fc.assert(
      fc.property(documents, fc.constantFrom(...vocabulary), words(0, 2), (corpus, first, rest) => {
        // One word, or the same word again: neighbouring words would add their pair.
        const query = rest.length > 1 ? [first, first] : [first];
        const expected = slowScores(corpus, query);
        const answer = buildEngine(corpus, [wordSpace]).find({
          query: query.join(" "),
          mode: "words",
          limit: 100,
        });
        assert.equal(answer.total, expected.size);
        for (const hit of answer.hits) {
          const score = expected.get(hit.paperId)!;
          assert.ok(
            Math.abs(hit.words - score) <= 1e-6 * Math.max(1, score),
            `${hit.words} ${score}`,
          );
        }
      }),
      { numRuns: 150 },
    );
  });

  it("answers alike however its documents are split into segments", () => {
    fc.assert(
      fc.property(documents, words(1, 3), fc.integer({ min: 1, max: 7 }), (corpus, query, size) => {
        for (const mode of ["words", "meaning", "hybrid"] as const) {
          const request = { query: query.join(" "), mode, limit: 50, facets: true };
          const { tookMs: _, ...whole } = buildEngine(corpus, [wordSpace]).find(request);
          const { tookMs: __, ...split } = buildEngine(corpus, [wordSpace], size).find(request);
          assert.deepEqual(split, whole);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("keeps to filters and phrases as a plain scan would", () => {
    fc.assert(
      fc.property(
        documents,
        fc.tuple(fc.constantFrom(...vocabulary), fc.constantFrom(...vocabulary)),
        fc.integer({ min: 1, max: 28 }),
        fc.constantFrom(...people),
        (corpus, phrase, day, person) => {
          const from = `2026-01-${`${day}`.padStart(2, "0")}`;
          const query = `"${phrase.join(" ")}" author:"${person}" from:${from} has:code`;
          const [first, second] = phrase.map(stemWord);
          const holds = (text: string) =>
            text.split(" ").some((word, at, all) => {
              return stemWord(word) === first && stemWord(all[at + 1] ?? "") === second;
            });
          const expected = corpus.filter(
            (one) =>
              (holds(one.title) || holds(one.abstract)) &&
              one.authors.includes(person) &&
              one.date >= from &&
              one.has.includes("code"),
          );
          const { hits } = buildEngine(corpus, [wordSpace], 5).find({ query, limit: 100 });
          const ids = (list: readonly string[]) => [...list].sort();
          assert.deepEqual(ids(hits.map((hit) => hit.paperId)), ids(expected.map((one) => one.id)));
        },
      ),
      { numRuns: 100 },
    );
  });
});
