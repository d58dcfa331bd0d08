import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createEngine } from "../engine/create-engine.ts";
import { aDocument, wordSpace } from "../engine/sample-documents.ts";
import type { Segment, SegmentData } from "../engine/segment.ts";
import { createSegmentBuilder } from "../engine/segment-builder.ts";
import { mergeSegments } from "../merging/merge-segments.ts";
import { createIndexWriter, type IndexWriter, withoutDocuments } from "./index-writer.ts";
import { createMerger, type MergerParts } from "./merger.ts";

function segmentOf(name: string, count: number): SegmentData {
  const builder = createSegmentBuilder(name, [wordSpace]);
  for (let at = 0; at < count; at++) {
    builder.add(aDocument({ id: `${name}-${at}`, title: `Moon q${at} of ${name}` }));
  }
  return builder.finish();
}

const put = (writer: IndexWriter, ...segments: SegmentData[]) =>
  writer.apply({ seq: writer.seq + 1, put: segments, dropped: [] });

/** A merger whose merges beside end when the test says so. */
function openMerger(...segments: SegmentData[]) {
  const writer = createIndexWriter({ seq: 1, segments, spaces: [] }, () => {});
  const begun: { readonly segments: readonly Segment[]; end(): void }[] = [];
  const busy: boolean[] = [];
  const merger = createMerger({
    writer,
    mergeBeside: (name, parts) => {
      const { promise, resolve } = Promise.withResolvers<SegmentData>();
      begun.push({ segments: parts, end: () => resolve(mergeSegments(name, parts)) });
      return promise;
    },
    onMerging: (isMerging) => busy.push(isMerging),
    onFailure: assert.ifError,
  });
  return { writer, begun, busy, merger };
}

const count = ({ segments }: IndexWriter, query: string) =>
  createEngine(segments, [wordSpace]).find({ query, mode: "words" }).total;

describe("merging while the index follows the log", () => {
  it("merges few papers at once", () => {
    const { writer, merger, begun } = openMerger(segmentOf("a", 10), segmentOf("b", 10));
    merger.mergeDue();
    assert.equal(writer.segments.length, 1);
    assert.equal(count(writer, "moon"), 20);
    assert.equal(begun.length, 0);
  });

  it("merges many beside, while small segments go on coming and being merged", async () => {
    const large = [segmentOf("a", 1_100), segmentOf("b", 1_100)];
    const { writer, merger, begun, busy } = openMerger(...large);
    merger.mergeDue();
    merger.mergeDue();
    assert.deepEqual([begun.length, busy], [1, [true]]);
    for (const name of ["c", "d", "e"]) {
      put(writer, segmentOf(name, 5));
      merger.mergeDue();
    }
    assert.ok(writer.segments.length <= 4, `${writer.segments.length} segments`);
    begun[0]!.end();
    await merger.settled();
    assert.equal(count(writer, "moon"), 2_215);
    assert.ok(writer.segments.length <= 3);
    assert.deepEqual(busy, [true, false]);
  });

  it("leaves out papers that were replaced or removed meanwhile", async () => {
    const { writer, merger, begun } = openMerger(segmentOf("a", 1_100), segmentOf("b", 1_100));
    put(writer, withoutDocuments(writer.segments[0]!, [7]));
    merger.mergeDue();
    put(writer, withoutDocuments(writer.segments[0]!, [8, 9]));
    put(writer, withoutDocuments(writer.segments[1]!, [0]));
    begun[0]!.end();
    await merger.settled();
    assert.equal(writer.segments.length, 1);
    assert.equal(count(writer, "moon"), 2_196);
    for (const gone of ["q7 a", "q8 a", "q9 a", "q0 b"]) {
      assert.equal(count(writer, `"${gone.replace(" ", " of ")}"`), 0, gone);
    }
    assert.equal(count(writer, '"q7 of b"'), 1);
  });

  it("begins again when parts have got other vectors meanwhile", async () => {
    const { writer, merger, begun } = openMerger(segmentOf("a", 1_100), segmentOf("b", 1_100));
    merger.mergeDue();
    const [first] = writer.segments;
    const { name, totals, packed, deleted, vectors } = first!;
    put(writer, { name, totals, packed, deleted, vectors: [...vectors] });
    begun[0]!.end();
    await new Promise(setImmediate);
    assert.equal(begun.length, 2);
    begun[1]!.end();
    await merger.settled();
    assert.equal(writer.segments.length, 1);
  });

  it("says why a merge failed, and tries again after a while", async () => {
    let fails = true;
    const told: unknown[] = [];
    const writer = createIndexWriter(
      { seq: 1, segments: [segmentOf("a", 1_100), segmentOf("b", 1_100)], spaces: [] },
      () => {},
    );
    const parts: MergerParts = {
      writer,
      mergeBeside: async (name, segments) => {
        if (fails) throw new Error("no memory");
        return mergeSegments(name, segments);
      },
      onMerging: () => {},
      onFailure: (error) => told.push(error),
    };
    const [patient, eager] = [createMerger(parts), createMerger({ ...parts, retryMs: 0 })];
    for (const merger of [patient, eager]) {
      merger.mergeDue();
      await assert.rejects(merger.settled(), /no memory/);
    }
    assert.deepEqual(told.map(String), ["Error: no memory", "Error: no memory"]);
    assert.equal(writer.segments.length, 2);
    fails = false;
    patient.mergeDue();
    await patient.settled();
    assert.equal(writer.segments.length, 2);
    eager.mergeDue();
    await eager.settled();
    assert.equal(writer.segments.length, 1);
  });
});
