import assert from "node:assert/strict";
import { test } from "node:test";
import { createMatrix } from "./matrix.ts";
import { orderByNeighbourhood } from "./neighbourhoods.ts";
import { type Bags, createPairSampler } from "./pairs.ts";
import { createRandom } from "./random.ts";
import { readWordCorpus } from "./text-corpus.ts";
import { tokenise } from "./token-corpus.ts";

const texts = [
  { title: "Red apples", abstract: "They grow on trees. Some are sour! Are all red?" },
  { title: "Green pears", abstract: "Pears grow too." },
];

test("a corpus keeps titles and sentences apart and counts documents by word", async () => {
  const corpus = await readWordCorpus(texts);
  const segments = Array.from(corpus.segmentStarts.subarray(0, -1), (start, segment) =>
    Array.from(
      corpus.units.subarray(start, corpus.segmentStarts[segment + 1]),
      (unit) => corpus.words[unit],
    ).join(" "),
  );
  const first = ["red apples", "they grow on trees", "some are sour", "are all red"];
  assert.deepEqual(segments, [...first, "green pears", "pears grow too"]);
  assert.deepEqual([...corpus.documentStarts], [0, 4, 6]);
  const countOf = (word: string) => corpus.documentCounts[corpus.words.indexOf(word)];
  assert.deepEqual([countOf("red"), countOf("grow"), countOf("pears")], [1, 2, 1]);
});

test("a pair holds each word of a document once: in the query or in what is left", async () => {
  const corpus = await readWordCorpus(texts);
  const sample = createPairSampler(corpus, corpus.words.length, { title: 0.3, sentence: 0.3 });
  const random = createRandom(3);
  const countsOf = (bags: Bags, bag: number, counts: Map<number, number>) => {
    for (let at = bags.starts[bag]!; at < bags.starts[bag + 1]!; at += 1) {
      const token = bags.tokens[at]!;
      counts.set(token, (counts.get(token) ?? 0) + bags.weights[at]! ** 2);
    }
    return counts;
  };
  for (let round = 0; round < 200; round += 1) {
    const { queries, documents } = sample(Int32Array.of(1, 0), random);
    for (const [bag, document] of [1, 0].entries()) {
      const counts = countsOf(documents, bag, countsOf(queries, bag, new Map()));
      const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
      const segment = corpus.documentStarts[document]!;
      const end = corpus.documentStarts[document + 1]!;
      assert.equal(Math.round(total), corpus.segmentStarts[end]! - corpus.segmentStarts[segment]!);
    }
  }
});

test("tokens replace words in place", async () => {
  const corpus = await readWordCorpus(texts);
  const entries = ["red", "green", "app", "##l", "pear pears", "grow"];
  const tokens = tokenise(corpus, entries);
  const title = tokens.units.subarray(tokens.segmentStarts[0], tokens.segmentStarts[1]);
  assert.deepEqual(
    Array.from(title, (token) => entries[token]),
    ["red", "app", "##l"],
  );
  const other = tokens.units.subarray(tokens.segmentStarts[4], tokens.segmentStarts[5]);
  assert.deepEqual(
    Array.from(other, (token) => entries[token]),
    ["green", "pear pears"],
  );
});

test("runs of the neighbourhood order hold every document once and keep clusters together", () => {
  const clusters = 8;
  const each = 16;
  const random = createRandom(9);
  const vectors = createMatrix(clusters * each, clusters);
  for (let row = 0; row < vectors.rows; row += 1) {
    for (let at = 0; at < clusters; at += 1) {
      vectors.values[row * clusters + at] =
        (at === row % clusters ? 1 : 0) + 0.05 * random.normal();
    }
  }
  const order = orderByNeighbourhood(vectors, each, random);
  assert.deepEqual(
    [...order].sort((a, b) => a - b),
    [...order.keys()],
  );
  let kept = 0;
  for (let start = 0; start < order.length; start += each) {
    const members = order.subarray(start, start + each);
    const sizes = new Map<number, number>();
    for (const row of members) sizes.set(row % clusters, (sizes.get(row % clusters) ?? 0) + 1);
    kept += Math.max(...sizes.values());
  }
  // A random order would keep about a quarter of a run in its largest cluster.
  assert.ok(kept / order.length > 0.5, `${kept / order.length}`);
});
