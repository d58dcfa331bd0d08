import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { readBatches, readQueries } from "../../bench/corpus/corpus-folder.ts";
import { lineOf, prepareCorpus } from "../../bench/corpus/prepare-corpus.ts";
import { makeQueries } from "../../bench/corpus/queries.ts";
import { createRecombiner, splice } from "../../bench/corpus/recombine.ts";
import type { IndexDocument } from "../../src/search/engine/engine.ts";

function paper(number: number): IndexDocument {
  return {
    id: `real-${number}` as IndexDocument["id"],
    title: `Learning subject ${"abcdefgh"[number % 8]} from few examples number ${number}`,
    abstract: `First of ${number}. Second of ${number}. Third of ${number}. Fourth of ${number}.`,
    authors: [`Ada ${number}`],
    organizations: [],
    categories: [],
    keywords: [],
    date: "2024-06-01" as IndexDocument["date"],
    arxivId: "2401.00001",
    doi: "10.1/x",
    has: [],
    upvotes: 0,
    comments: 0,
    citations: 0,
  };
}

const pool = Array.from({ length: 100 }, (_, number) => paper(number));

test("a recombined paper is the same whenever and in whatever order it is made", () => {
  const one = createRecombiner(pool, 1);
  const other = createRecombiner(pool, 1);
  const late = other(41);
  other(3);
  assert.deepEqual(one(41), late);
  assert.deepEqual(one(3), createRecombiner(pool, 1)(3));
  assert.notDeepEqual(createRecombiner(pool, 2)(41), late);
});

test("recombined papers have ids of their own, and no identifier of a real paper", () => {
  const make = createRecombiner(pool, 1);
  const papers = Array.from({ length: 500 }, (_, number) => make(number));
  assert.equal(new Set(papers.map(({ id }) => id)).size, 500);
  for (const made of papers) assert.ok(!("arxivId" in made) && !("doi" in made));
});

test("every sentence of a recombined paper is one of a real paper", () => {
  const sentences = new Set(pool.flatMap(({ abstract }) => abstract.split(/(?<=\.) /)));
  const make = createRecombiner(pool, 1);
  for (let number = 0; number < 200; number++) {
    for (const sentence of make(number).abstract.split(/(?<=\.) /)) {
      assert.ok(sentences.has(sentence), sentence);
    }
  }
});

test("a splice takes the first half of one text and the second half of the other", () => {
  assert.equal(splice("a b c d", "e f g h", / /), "a b g h");
  assert.equal(splice("a b c", "e f g", / /), "a b g");
  assert.equal(splice("a", "b", / /), "a");
  assert.equal(splice("", "", / /), "");
});

test("queries are the same each time, of one to six words, without operators", () => {
  const titles = pool.map(({ title }) => `${title}: a "study"`);
  const queries = makeQueries(titles, 200);
  assert.deepEqual(queries, makeQueries(titles, 200));
  for (const query of queries) assert.match(query, /^[\p{L}\p{N}-]+( [\p{L}\p{N}-]+){0,5}$/u);
});

test("a paper is one line, whatever marks its texts hold", () => {
  const strange = { ...paper(1), abstract: "one\u2028two\u2029three\nfour" };
  assert.match(lineOf(strange), /^[^\n\r\u2028\u2029]+\n$/);
  assert.deepEqual(JSON.parse(lineOf(strange)), strange);
});

test("a prepared corpus names for each query the papers with the largest cosine", async (context) => {
  const folder = await mkdtemp(join(tmpdir(), "broadsheet-corpus-"));
  context.after(() => rm(folder, { recursive: true }));
  const space = {
    identity: "letters",
    dimensions: 3,
    embedQuery: (text: string) => direction(text.length),
    embedPaper: ({ title }: { title: string }) => direction(title.length * 7),
  };
  const facts = await prepareCorpus(folder, { papers: 1_300, queries: 5 }, space);
  assert.equal(facts.papers, 1_300);
  const papers = (await Array.fromAsync(readBatches(folder))).flat();
  assert.equal(papers.length, 1_300);
  for (const { vector, nearest } of await readQueries(folder)) {
    const cosine = (row: Float32Array) => row.reduce((sum, one, at) => sum + one * vector[at]!, 0);
    const scores = papers.map((one) => cosine(one.vector)).sort((a, b) => b - a);
    const byId = new Map(papers.map((one) => [one.document.id as string, cosine(one.vector)]));
    assert.equal(nearest.length, 20);
    for (const [rank, id] of nearest.entries()) assert.equal(byId.get(id), scores[rank]);
  }
});

function direction(angle: number): Float32Array {
  return Float32Array.of(Math.cos(angle), Math.sin(angle), 0);
}
