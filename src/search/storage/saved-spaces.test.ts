import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { wordSpace } from "../engine/sample-documents.ts";
import { openSegment, type Segment } from "../engine/segment.ts";
import { createSegmentBuilder } from "../engine/segment-builder.ts";
import { fitSpace } from "../semantic/fitted/fit-space.ts";
import { openFittedSpace } from "../semantic/fitted/fitted-space.ts";
import { foldSegment } from "../semantic/fitted/fold-segment.ts";
import { inventPapers } from "../semantic/fitted/invented-papers.ts";
import { loadIndex } from "./load-index.ts";
import { saveIndex } from "./save-index.ts";

function buildIndex() {
  const bare = [0, 60].map((from) => {
    const builder = createSegmentBuilder(`from-${from}`, [wordSpace]);
    for (const paper of inventPapers(60, from)) builder.add(paper);
    return openSegment(builder.finish());
  });
  const data = fitSpace(bare, { dimensions: 8 })!;
  const space = openFittedSpace(data);
  const segments = bare.map((segment) =>
    openSegment({ ...segment, vectors: [...segment.vectors, foldSegment(space, segment)] }),
  );
  return { space: wordSpace.identity, seq: 7, landmark: "p", segments, spaces: [data] };
}

async function saved(context: TestContext) {
  const folder = await mkdtemp(join(tmpdir(), "broadsheet-spaces-"));
  context.after(() => rm(folder, { recursive: true }));
  const index = buildIndex();
  await saveIndex(folder, index, new Map());
  return { folder, index };
}

test("a fitted space is saved with the index and is the same when it is loaded", async (context) => {
  const { folder, index } = await saved(context);
  const loaded = (await loadIndex(folder, wordSpace.identity))!;
  assert.deepEqual(loaded.problems, []);
  assert.deepEqual(loaded.spaces, index.spaces);
  const layers = (segments: readonly Segment[]) =>
    segments.flatMap(({ vectors }) => vectors.map(({ space, packed }) => [space, packed]));
  assert.deepEqual(layers(loaded.segments), layers(index.segments));
  const query = openFittedSpace(loaded.spaces[0]!).embedQuery("kraken");
  assert.deepEqual(query, openFittedSpace(index.spaces[0]!).embedQuery("kraken"));
});

for (const [what, isDamaged] of [
  ["the space", (file: string) => file.endsWith(".space")],
  ["its vectors", (file: string, own: string) => file.includes(own)],
] as const) {
  test(`the index is loaded without its space when ${what} is damaged`, async (context) => {
    const { folder, index } = await saved(context);
    const manifest = (await readFile(join(folder, "index.json"), "utf8")).split("\n")[1]!;
    const own = JSON.parse(manifest).segments[1].vectors[1].columns.file;
    const file = (await readdir(folder)).find((name) => isDamaged(name, own))!;
    const bytes = await readFile(join(folder, file));
    bytes[bytes.length >> 1]! ^= 4;
    await writeFile(join(folder, file), bytes);
    const loaded = (await loadIndex(folder, wordSpace.identity))!;
    assert.deepEqual(loaded.spaces, []);
    assert.deepEqual(loaded.problems, [`${file} is damaged`]);
    assert.equal(loaded.checksums.has(file), false);
    for (const { vectors } of loaded.segments) {
      assert.deepEqual(
        vectors.map(({ space }) => space),
        [wordSpace.identity],
      );
    }
    // Fitted anew from the same papers it is the same, and the damaged file is written again.
    await saveIndex(folder, { ...index, segments: index.segments }, new Map(loaded.checksums));
    const mended = (await loadIndex(folder, wordSpace.identity))!;
    assert.deepEqual(mended.problems, []);
    assert.deepEqual(mended.spaces, index.spaces);
  });
}

test("files of a space that is gone are removed", async (context) => {
  const { folder, index } = await saved(context);
  const segments = index.segments.map((segment) => ({
    ...segment,
    vectors: segment.vectors.slice(0, 1),
  }));
  await saveIndex(folder, { ...index, segments, spaces: [] }, new Map());
  const files = await readdir(folder);
  assert.equal(files.filter((name) => name.endsWith(".space")).length, 0);
  assert.equal(files.filter((name) => name.endsWith(".vectors")).length, 2);
});
