import assert from "node:assert/strict";
import { it } from "node:test";
import { fitSpace } from "../semantic/fitted/fit-space.ts";
import { openFittedSpace } from "../semantic/fitted/fitted-space.ts";
import type { FittedSpaceData } from "../semantic/fitted/fitted-space-data.ts";
import { foldSegment } from "../semantic/fitted/fold-segment.ts";
import { inventPapers, segmentOf } from "../semantic/fitted/invented-papers.ts";
import type { SharedSpace } from "../semantic/fitted/store.ts";
import { dataOf } from "./apply-update.ts";
import { createFitter } from "./fitter.ts";
import { createIndexWriter } from "./index-writer.ts";
import { keepFitted } from "./keep-fitted.ts";

const dimensions = 8;

/** The row that processes share, in memory. */
function createRow(): SharedSpace & { space: FittedSpaceData | undefined } {
  const row = {
    space: undefined as FittedSpaceData | undefined,
    identity: async () => row.space?.identity,
    read: async () => row.space,
    offer: async (space: FittedSpaceData, before: string | undefined) => {
      if (!row.space || row.space.identity === before) row.space = space;
      return row.space;
    },
  };
  return row;
}

/** One of several processes with the same papers, in segments of its own. */
function createProcess(shared: SharedSpace, papers: number) {
  const writer = createIndexWriter({ seq: 0, segments: [], spaces: [] }, () => {});
  writer.apply({
    seq: papers,
    put: [dataOf(segmentOf(`of-${papers}`, inventPapers(papers)))],
    dropped: [],
  });
  const fitter = createFitter({
    writer,
    merged: async () => {},
    fitBeside: async (segments, given) => {
      const space = given ?? fitSpace(segments, { dimensions })!;
      const opened = openFittedSpace(space);
      return { space, layers: segments.map((segment) => foldSegment(opened, segment)) };
    },
    agree: shared.offer,
    onFitting: () => {},
    onFailure: assert.ifError,
  });
  return {
    look: async () => {
      await keepFitted({ writer, fitter, shared });
      await fitter.settled();
    },
    identities: () => writer.spaces.map(({ identity }) => identity),
    layers: () => writer.segments.flatMap(({ vectors }) => vectors.map(({ space }) => space)),
  };
}

it("processes that fit at once agree on one space, and one that comes later takes it", async () => {
  const row = createRow();
  const processes = [createProcess(row, 600), createProcess(row, 610)];
  await Promise.all(processes.map(({ look }) => look()));
  const late = createProcess(row, 620);
  await late.look();
  for (const one of [...processes, late]) {
    assert.deepEqual(one.identities(), [row.space?.identity]);
    assert.deepEqual(one.layers(), [row.space?.identity]);
  }
});

it("a process that has a space already gives it to the others", async () => {
  const first = createRow();
  const one = createProcess(first, 600);
  await one.look();
  const [before] = one.identities();
  first.space = undefined;
  await one.look();
  assert.equal(await first.identity(), before);
});
