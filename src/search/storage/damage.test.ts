import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import fc from "fast-check";
import { aDocument, wordSpace } from "../engine/sample-documents.ts";
import { createSegmentBuilder } from "../engine/segment-builder.ts";
import { type LoadedIndex, loadIndex } from "./load-index.ts";
import { saveIndex } from "./save-index.ts";

let indexDir: string;
let whole: ReadonlyMap<string, Buffer>;

/** Every byte of a small index: two segments, their vectors, the table of contents. */
before(async () => {
  indexDir = await mkdtemp(join(tmpdir(), "broadsheet-damage-"));
  const segments = ["a", "b"].map((name) => {
    const builder = createSegmentBuilder(name, [wordSpace]);
    for (const at of [1, 2, 3]) {
      builder.add(aDocument({ id: `${name}-${at}`, title: `Moon ${at} over ${name}` }));
    }
    return builder.finish();
  });
  segments[1]!.deleted[1] = 1;
  await saveIndex(
    indexDir,
    { space: wordSpace.identity, seq: 6, landmark: "b-3", segments },
    new Map(),
  );
  const files = await readdir(indexDir);
  const read = async (file: string) => [file, await readFile(join(indexDir, file))] as const;
  whole = new Map(await Promise.all(files.map(read)));
});

after(() => rm(indexDir, { recursive: true, force: true }));

/** All that was read, bytes for bytes. */
function contentOf(loaded: LoadedIndex | undefined) {
  return loaded?.segments.map(({ name, totals, packed, vectors, deleted }) => ({
    name,
    totals,
    deleted: [...deleted],
    places: packed.places,
    bytes: Buffer.from(new Uint8Array(packed.buffer)).toString("latin1"),
    vectors: vectors.map((layer) =>
      Buffer.from(new Uint8Array(layer.packed.buffer)).toString("latin1"),
    ),
  }));
}

/** Loads the index with one file changed, then puts that file right. */
async function loadWith(file: string, bytes: Buffer | undefined): Promise<string> {
  const path = join(indexDir, file);
  await (bytes ? writeFile(path, bytes) : rm(path));
  try {
    const loaded = await loadIndex(indexDir, wordSpace.identity);
    if (!loaded) return "none";
    const [{ seq, landmark }, expected] = [loaded, { seq: 6, landmark: "b-3" }];
    assert.deepEqual({ seq, landmark }, expected);
    return loaded.problems.length > 0 ? "noticed" : JSON.stringify(contentOf(loaded));
  } catch (error) {
    assert.ok(error instanceof Error && error.message !== "");
    return "noticed";
  } finally {
    await writeFile(path, whole.get(file)!);
  }
}

/** A file of the index and a place in it. */
const places = fc
  .tuple(fc.nat(), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }))
  .map(([number, share]) => {
    const [file, bytes] = [...whole.entries()].sort(([a], [b]) => a.localeCompare(b))[
      number % whole.size
    ]!;
    return { file, bytes, at: Math.floor(share * bytes.length) };
  });

describe("a saved index", () => {
  it("reads as it was written", async () => {
    const loaded = await loadIndex(indexDir, wordSpace.identity);
    assert.equal(loaded?.segments.length, 2);
    assert.deepEqual([...loaded!.segments[1]!.deleted], [0, 1, 0]);
  });

  it("is refused wherever a bit is flipped, or reads as it was", async () => {
    const unharmed = JSON.stringify(contentOf(await loadIndex(indexDir, wordSpace.identity)));
    const flips = fc.asyncProperty(places, fc.nat({ max: 7 }), async ({ file, bytes, at }, bit) => {
      const damaged = Buffer.from(bytes);
      damaged[at]! ^= 1 << bit;
      const outcome = await loadWith(file, damaged);
      // The line end of the table of contents says nothing.
      assert.ok(outcome === "noticed" || (file === "index.json" && outcome === unharmed), outcome);
    });
    await fc.assert(flips, { numRuns: 600 });
  });

  it("is refused wherever a file is cut short, goes on, or is another one", async () => {
    const cuts = fc.asyncProperty(places, fc.nat({ max: 2 }), async ({ file, bytes, at }, kind) => {
      const others = [...whole.values()].filter((other) => !other.equals(bytes));
      const damaged = [
        bytes.subarray(0, at),
        Buffer.concat([bytes, bytes.subarray(at)]),
        others[at % others.length]!,
      ][kind]!;
      assert.equal(await loadWith(file, damaged), "noticed");
    });
    await fc.assert(cuts, { numRuns: 300 });
  });

  it("is refused when a file is gone, and is none without its table of contents", async () => {
    for (const file of whole.keys()) {
      const expected = file === "index.json" ? "none" : "noticed";
      assert.equal(await loadWith(file, undefined), expected, file);
    }
  });

  it("is written again where its files were removed behind its back", async () => {
    const written = new Map([["a.segment", 1]]);
    const { segments, seq, landmark } = (await loadIndex(indexDir, wordSpace.identity))!;
    const otherDir = await mkdtemp(join(tmpdir(), "broadsheet-damage-"));
    const index = { space: wordSpace.identity, seq, landmark, segments };
    await saveIndex(otherDir, index, written);
    assert.equal((await loadIndex(otherDir, wordSpace.identity))?.segments.length, 2);
    await rm(otherDir, { recursive: true });
  });
});
