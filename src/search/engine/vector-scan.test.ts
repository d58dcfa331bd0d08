import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { cosineOf } from "./cosines.ts";
import { viewIndex } from "./index-view.ts";
import { prepareVector } from "./query-vector.ts";
import { aDocument, wordSpace } from "./sample-documents.ts";
import { openSegment } from "./segment.ts";
import { createSegmentBuilder } from "./segment-builder.ts";
import { nearestDocuments } from "./vector-scan.ts";

const SIZE = 3000;
const DEPTH = 20;

function words(seed: number, count: number): string {
  let state = seed * 2654435761 + 1;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return `w${Math.floor(400 * (state / 2 ** 32) ** 2)}x`;
  }).join(" ");
}

describe("the scan over vectors", () => {
  const builder = createSegmentBuilder("0", [wordSpace]);
  const texts = Array.from({ length: SIZE }, (_, at) => words(at + 1, 12));
  for (const [at, title] of texts.entries()) builder.add(aDocument({ id: `p-${at}`, title }));
  const segment = openSegment(builder.finish());
  const view = viewIndex([segment]);
  const layer = segment.vectorsIn.get(wordSpace.identity)!;
  const vectors = { view, layers: [layer] };
  const parts = {
    goesFirst: (first: number, second: number) => first < second,
  };

  it("finds nearly all of the exactly nearest papers, in their exact order by bytes", () => {
    let found = 0;
    for (let seed = 0; seed < 20; seed++) {
      const vector = wordSpace.embedQuery(words(9000 + seed, 6));
      const query = prepareVector(vector)!;
      const exact = texts
        .map((text, at) => ({ at, cosine: dot(vector, wordSpace.embedQuery(text)) }))
        .sort((a, b) => b.cosine - a.cosine)
        .slice(0, DEPTH);
      const { documents, scores } = nearestDocuments(vectors, query, undefined, parts);
      const near = new Set(documents.subarray(0, DEPTH));
      found += exact.filter(({ at }) => near.has(at)).length;
      for (let at = 1; at < scores.length; at++) assert.ok(scores[at - 1]! >= scores[at]!);
      for (const { at, cosine } of exact) {
        assert.ok(Math.abs(cosineOf(query, layer, at) - cosine) < 0.02);
      }
    }
    assert.ok(found / (20 * DEPTH) >= 0.95, `recall ${found / (20 * DEPTH)}`);
  });

  it("looks at selected papers only", () => {
    const selection = new Uint8Array(SIZE);
    selection[7] = 1;
    const query = prepareVector(wordSpace.embedQuery("w1x w2x"))!;
    assert.deepEqual([...nearestDocuments(vectors, query, selection, parts).documents], [7]);
  });

  it("knows that a query of unknown words is near to nothing", () => {
    assert.equal(prepareVector(new Float32Array(64)), undefined);
  });
});

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, at) => sum + value * b[at]!, 0);
}
