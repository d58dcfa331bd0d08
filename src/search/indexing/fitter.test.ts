import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { createEngine } from "../engine/create-engine.ts";
import type { Segment } from "../engine/segment.ts";
import { mergeSegments } from "../merging/merge-segments.ts";
import { fitSpace } from "../semantic/fitted/fit-space.ts";
import { openFittedSpace } from "../semantic/fitted/fitted-space.ts";
import type { FittedSpaceData } from "../semantic/fitted/fitted-space-data.ts";
import { foldSegment } from "../semantic/fitted/fold-segment.ts";
import { inventPapers, segmentOf } from "../semantic/fitted/invented-papers.ts";
import { createSpaceOpener } from "../semantic/space-data.ts";
import { applyUpdate, dataOf } from "./apply-update.ts";
import type { FitResult } from "./fit-beside.ts";
import { createFitter } from "./fitter.ts";
import { createIndexWriter, withoutDocuments } from "./index-writer.ts";
import { createMerger } from "./merger.ts";
import type { IndexState, IndexUpdate } from "./messages.ts";

const dimensions = 8;

/** The index as a search thread has it, checked whenever it changes. */
function createReader() {
  let segments: readonly Segment[] = [];
  let state: Pick<IndexState, "spaces"> = { spaces: [] };
  const openSpaces = createSpaceOpener();
  const seen = new Set<string>();
  return {
    seen,
    update: (update: IndexUpdate) => {
      segments = applyUpdate(segments, update);
      state = { spaces: update.spaces ?? state.spaces };
      const expected = state.spaces.map(({ identity }) => identity);
      for (const { name, vectors } of segments) {
        assert.deepEqual(vectors.map(({ space }) => space).sort(), [...expected].sort(), name);
      }
      for (const identity of expected) seen.add(identity);
    },
    nearest: (query: string) => {
      const engine = createEngine(segments, openSpaces(state.spaces));
      return engine.find({ query, mode: "meaning", limit: 10 }).hits;
    },
    isFitted: () => state.spaces.length > 0,
  };
}

/** An index whose fits and merges end when they are told to. */
function createIndex() {
  const reader = createReader();
  const writer = createIndexWriter({ seq: 0, segments: [], spaces: [] }, reader.update);
  const pending: (() => void)[] = [];
  const later = <T>(work: () => T): Promise<T> =>
    new Promise((resolve) => pending.push(() => resolve(work())));
  const merger = createMerger({
    writer,
    mergeBeside: (name, parts) => later(() => mergeSegments(name, parts)),
    onMerging: () => {},
    onFailure: assert.ifError,
  });
  const fit = (segments: readonly Segment[], given?: FittedSpaceData): FitResult | undefined => {
    const space = given ?? fitSpace(segments, { dimensions });
    const opened = space && openFittedSpace(space);
    return opened && { space, layers: segments.map((one) => foldSegment(opened, one)) };
  };
  const fitter = createFitter({
    writer,
    merged: () => merger.settled(),
    fitBeside: (segments, space) => later(() => fit(segments, space)),
    onFitting: () => {},
    onFailure: assert.ifError,
  });
  let papers = 0;
  return {
    reader,
    writer,
    fitter,
    add: (count: number) => {
      const segment = segmentOf(`at-${papers}`, inventPapers(count, papers));
      papers += count;
      writer.apply({ seq: papers, put: [dataOf(segment)], dropped: [] });
      merger.mergeDue();
      fitter.fitDue();
    },
    strike: (document: number) => {
      const segment = writer.segments[document % (writer.segments.length || 1)];
      if (!segment) return;
      const gone = [document % segment.totals.documents];
      writer.apply({ seq: papers, put: [withoutDocuments(segment, gone)], dropped: [] });
    },
    /** Ends what runs beside, all of it or the first. */
    settle: async (all = false) => {
      do {
        pending.shift()?.();
        for (let turn = 0; turn < 20; turn++) await Promise.resolve();
      } while (all && pending.length > 0);
    },
  };
}

const steps = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ add: fc.integer({ min: 1, max: 900 }) }) },
    { weight: 2, arbitrary: fc.record({ strike: fc.nat(5_000) }) },
    { weight: 3, arbitrary: fc.constant({ settle: true }) },
  ),
  { minLength: 4, maxLength: 14 },
);

describe("fitting a space to an index that changes", () => {
  it("never shows vectors of two spaces, whatever comes in between", async () => {
    let fits = 0;
    await fc.assert(
      fc.asyncProperty(steps, async (list) => {
        const index = createIndex();
        for (const step of list) {
          if ("add" in step) index.add(step.add);
          else if ("strike" in step) index.strike(step.strike);
          else await index.settle();
          const hits = index.reader.nearest("sailor");
          assert.equal(hits.length > 0, index.reader.isFitted());
        }
        await index.settle(true);
        fits += index.reader.seen.size;
      }),
      { numRuns: 30 },
    );
    assert.ok(fits > 10, `${fits} spaces were fitted`);
  });

  it("waits for enough papers, then fits again when they have grown by half", async () => {
    const index = createIndex();
    index.add(400);
    await index.settle(true);
    assert.equal(index.writer.spaces.length, 0);
    for (const [count, spaces] of [
      [200, 1],
      [200, 1],
      [200, 2],
    ] as const) {
      index.add(count);
      await index.settle(true);
      assert.equal(index.reader.seen.size, spaces);
      assert.equal(index.writer.spaces.length, 1);
    }
    const sea = index.reader.nearest("kraken");
    assert.ok(sea.every(({ paperId }) => paperId.startsWith("sea")));
  });

  it("goes on without a space when a fit fails, and tries again with half as many papers more", async () => {
    const reader = createReader();
    const writer = createIndexWriter({ seq: 0, segments: [], spaces: [] }, reader.update);
    let isBroken = true;
    const told: unknown[] = [];
    let fits = 0;
    const fitter = createFitter({
      writer,
      merged: async () => {},
      fitBeside: async (segments) => {
        fits++;
        if (isBroken) throw new Error("no memory");
        const space = fitSpace(segments, { dimensions })!;
        const opened = openFittedSpace(space);
        return { space, layers: segments.map((segment) => foldSegment(opened, segment)) };
      },
      onFitting: () => {},
      onFailure: (error) => told.push(error),
    });
    writer.apply({ seq: 1, put: [dataOf(segmentOf("a", inventPapers(600)))], dropped: [] });
    fitter.fitDue();
    await assert.rejects(fitter.settled(), /no memory/);
    assert.deepEqual(told.map(String), ["Error: no memory"]);
    assert.equal(reader.isFitted(), false);
    isBroken = false;
    fitter.fitDue();
    await fitter.settled();
    assert.equal(fits, 1);
    writer.apply({ seq: 2, put: [dataOf(segmentOf("b", inventPapers(300, 600)))], dropped: [] });
    fitter.fitDue();
    await fitter.settled();
    assert.equal(reader.isFitted(), true);
  });
});
