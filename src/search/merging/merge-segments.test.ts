import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { createEngine } from "../engine/create-engine.ts";
import type { IndexDocument } from "../engine/engine.ts";
import { aDocument, wordSpace } from "../engine/sample-documents.ts";
import { openSegment, type Segment } from "../engine/segment.ts";
import { createSegmentBuilder } from "../engine/segment-builder.ts";
import { mergeSegments } from "./merge-segments.ts";

const words = fc
  .array(fc.constantFrom("graph", "neural", "pre-training", "théorie", "proof"), {
    maxLength: 12,
  })
  .map((list) => list.join(" "));

const documents = fc.array(
  fc.record({
    title: words,
    abstract: words,
    keywords: fc.subarray(["graph neural", "proof"]),
    authors: fc.subarray(["Ada Byron", "Chien Wu", "Blaise Pascal"]),
    organizations: fc.subarray(["Tide Lab", "Moon Lab"]),
    categories: fc.subarray(["cs.CL", "cs.LG"]),
    upvotes: fc.nat(50),
    isGone: fc.boolean(),
  }),
  { minLength: 1, maxLength: 24 },
);

function segmentOf(name: string, list: readonly IndexDocument[]): Segment {
  const builder = createSegmentBuilder(name, [wordSpace]);
  for (const document of list) builder.add(document);
  return openSegment(builder.finish());
}

describe("merging segments", () => {
  it("gives what indexing the living papers afresh gives", () => {
    fc.assert(
      fc.property(documents, words, fc.integer({ min: 1, max: 9 }), (rows, query, size) => {
        const all = rows.map(({ isGone, ...row }, at) => ({
          isGone,
          document: aDocument({ ...row, id: `p-${at}` }),
        }));
        const segments: Segment[] = [];
        for (let at = 0; at < all.length; at += size) {
          const part = all.slice(at, at + size);
          const segment = segmentOf(
            `${at}`,
            part.map(({ document }) => document),
          );
          for (const [local, { isGone }] of part.entries()) segment.deleted[local] = isGone ? 1 : 0;
          segments.push(segment);
        }
        const living = all.filter(({ isGone }) => !isGone).map(({ document }) => document);
        const merged = createEngine([openSegment(mergeSegments("merged", segments))], [wordSpace]);
        const fresh = createEngine([segmentOf("fresh", living)], [wordSpace]);
        for (const text of [query, `"${query}"`, "author:ada category:cs.CL", "grahp"]) {
          const { tookMs: _, ...actual } = merged.find({ query: text, facets: true });
          const { tookMs: __, ...expected } = fresh.find({ query: text, facets: true });
          assert.deepEqual(actual, expected, text);
        }
        for (const { id } of living) {
          assert.deepEqual(merged.similar(id, 5), fresh.similar(id, 5));
        }
      }),
      { numRuns: 60 },
    );
  });
});
