import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { loadSpace } from "./load-space.ts";

const shipped = new URL("../../../models/broadsheet-256.space", import.meta.url);
const space = await loadSpace();

const cosine = (a: Float32Array, b: Float32Array) =>
  a.reduce((sum, value, at) => sum + value * b[at]!, 0);
const similarity = (a: string, b: string) => cosine(space.embedQuery(a), space.embedQuery(b));

test("the model that ships is at most 8 MB and knows its name", async () => {
  const { length } = await readFile(shipped);
  assert.ok(length <= 8_000_000, `${length} bytes`);
  assert.match(space.identity, /^broadsheet-256-[0-9a-f]{12}$/);
  assert.equal(space.dimensions, 256);
});

test("vectors have length 1, or are zeros for a text that says nothing", () => {
  const vector = space.embedQuery("image segmentation");
  assert.ok(Math.abs(cosine(vector, vector) - 1) < 1e-5);
  assert.ok(space.embedQuery(" … !").every((value) => value === 0));
});

test("the same text has the same vector however often it is embedded", () => {
  const paper = { title: "On tides", abstract: "Water moves. Water moves with the moon." };
  const first = space.embedPaper(paper);
  space.embedQuery("something else in between");
  assert.deepEqual(space.embedPaper(paper), first);
});

test("related terms lie nearer than unrelated ones", () => {
  const triples = [
    ["machine translation", "multilingual language pairs", "robot grasping"],
    ["reinforcement learning", "policy gradient agent reward", "speech recognition"],
    ["image classification", "convolutional network for pictures", "game theory auction"],
    ["graph neural network", "node embeddings message passing", "speech synthesis"],
    ["summarization", "summaries of documents", "point cloud registration"],
    ["protein structure", "amino acid sequences", "question answering"],
  ] as const;
  for (const [term, related, unrelated] of triples) {
    assert.ok(similarity(term, related) > similarity(term, unrelated) + 0.05, term);
  }
});

test("a damaged file is refused with what to do", async (context) => {
  const directory = await mkdtemp(join(tmpdir(), "space-"));
  context.after(() => rm(directory, { recursive: true }));
  const path = join(directory, "broken.space");
  const bytes = await readFile(shipped);
  bytes[bytes.length >> 1]! ^= 4;
  await writeFile(path, bytes);
  await assert.rejects(loadSpace(path), { code: "invalid", message: /checksum.*broadsheet train/ });
});
