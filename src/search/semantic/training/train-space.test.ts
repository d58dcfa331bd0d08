import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { loadSpace } from "../load-space.ts";
import type { EmbeddableText } from "../space.ts";
import { encodeSpace } from "../space-file.ts";
import { createTokenSpace } from "../token-space.ts";
import { createRandom } from "./random.ts";
import { saveSpace } from "./save-space.ts";
import { trainSpace } from "./train-space.ts";

/** Two subjects that share no word but the small ones; synonyms never stand side by side. */
const subjects = [
  ["bread", "dough", "yeast", "flour", "oven", "crust", "loaf", "knead", "bake"],
  ["tide", "moon", "harbour", "wave", "shore", "current", "salt", "reef", "sail"],
];

function* writePapers(count: number): Generator<EmbeddableText> {
  const random = createRandom(11);
  for (let paper = 0; paper < count; paper += 1) {
    const words = subjects[paper % 2]!;
    const word = () => words[random.below(words.length)]!;
    const sentence = () => `The ${word()} of a ${word()} and the ${word()} in ${word()}.`;
    yield {
      title: `${word()} and ${word()}`,
      abstract: `${sentence()} ${sentence()} ${sentence()}`,
    };
  }
}

const small = { dimensions: 16, vocabularySize: 400, steps: 30 };

test("the same texts and seed give the same bytes; another seed does not", async () => {
  const bytesOf = async (seed: number) => {
    const { name, tables } = await trainSpace(writePapers(200), { ...small, seed });
    return Buffer.from(encodeSpace(name, tables));
  };
  const first = await bytesOf(5);
  assert.ok(first.equals(await bytesOf(5)));
  assert.ok(!first.equals(await bytesOf(6)));
});

test("words of one subject come to lie near each other", async () => {
  const { tables } = await trainSpace(writePapers(400), small);
  const space = createTokenSpace(tables, "tiny");
  const [kitchen, sea] = subjects.map((words) => words.map((word) => space.embedQuery(word)));
  const meanCosine = (some: Float32Array[], others: Float32Array[]) => {
    const pairs = some.flatMap((a) => others.filter((b) => a !== b).map((b) => [a, b] as const));
    const cosine = (a: Float32Array, b: Float32Array) =>
      a.reduce((sum, value, at) => sum + value * b[at]!, 0);
    return pairs.reduce((sum, [a, b]) => sum + cosine(a, b), 0) / pairs.length;
  };
  const across = meanCosine(kitchen!, sea!);
  assert.ok(meanCosine(kitchen!, kitchen!) > across + 0.2);
  assert.ok(meanCosine(sea!, sea!) > across + 0.2);
});

test("a trained space is saved and loaded", async (context) => {
  const directory = await mkdtemp(join(tmpdir(), "trained-"));
  context.after(() => rm(directory, { recursive: true }));
  const path = join(directory, "own.space");
  const trained = await trainSpace(writePapers(100), { ...small, name: "own" });
  await saveSpace(path, trained);
  const loaded = await loadSpace(path);
  assert.match(loaded.identity, /^own-/);
  assert.deepEqual(
    loaded.embedQuery("yeast"),
    createTokenSpace(trained.tables, "").embedQuery("yeast"),
  );
  assert.ok((await readFile(path)).length < 30_000);
});

test("progress rises from 0 to 1", async () => {
  const shares: number[] = [];
  await trainSpace(writePapers(50), { ...small, onProgress: (share) => shares.push(share) });
  assert.deepEqual(
    shares,
    shares.toSorted((a, b) => a - b),
  );
  assert.deepEqual([shares[0], shares.at(-1)], [0, 1]);
});

test("a handful of texts, or none, is trained without fault", async () => {
  for (const count of [0, 1, 3]) {
    const { documents, loss } = await trainSpace(writePapers(count), small);
    assert.equal(documents, count);
    assert.ok(Number.isFinite(loss));
  }
});
