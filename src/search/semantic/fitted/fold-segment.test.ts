import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { aDocument } from "../../engine/sample-documents.ts";
import { openSegment } from "../../engine/segment.ts";
import { openVectors } from "../../engine/vector-columns.ts";
import { mergeSegments } from "../../merging/merge-segments.ts";
import { fitSpace } from "./fit-space.ts";
import { openFittedSpace } from "./fitted-space.ts";
import { foldSegment } from "./fold-segment.ts";
import { inventPapers, segmentOf } from "./invented-papers.ts";

const papers = inventPapers(120);
const segment = segmentOf("whole", papers);
const space = openFittedSpace(fitSpace([segment], { dimensions: 8 })!);

describe("folding a segment into a space", () => {
  it("gives a paper the vector of its text, the title counted twice", () => {
    const layer = openVectors(foldSegment(space, segment));
    for (const [at, { title, abstract }] of papers.entries()) {
      const expected = space.embedQuery(`${title} ${title} ${abstract}`);
      for (const [dimension, value] of expected.entries()) {
        const folded = layer.quantised[at * 8 + dimension]! * layer.scale[at]!;
        assert.ok(Math.abs(folded - value) < 0.01, `${papers[at]!.id} ${folded} ${value}`);
      }
    }
  });

  it("gives none to a paper without a known word", () => {
    const strange = aDocument({ id: "strange", title: "Zygotes", authors: ["Bread Baker"] });
    const layer = openVectors(foldSegment(space, segmentOf("strange", [strange])));
    assert.equal(layer.scale[0], 0);
  });

  it("gives the living papers of merged segments what the merge keeps of their layers", () => {
    const parts = [papers.slice(0, 40), papers.slice(40)].map((part, at) => {
      const bare = segmentOf(`${at}`, part);
      return openSegment({ ...bare, vectors: [foldSegment(space, bare)] });
    });
    parts[0]!.deleted[3] = 1;
    const merged = openSegment(mergeSegments("merged", parts));
    const { quantised, scale, bits } = merged.vectorsIn.get(space.identity)!;
    const fresh = openVectors(foldSegment(space, merged));
    assert.deepEqual([quantised, scale, bits], [fresh.quantised, fresh.scale, fresh.bits]);
  });
});
