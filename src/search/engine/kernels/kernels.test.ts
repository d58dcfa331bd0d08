import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, it } from "node:test";
import wabtModule from "wabt";
import type { SearchRequest } from "../../search.ts";
import type { PackedColumns } from "../columns.ts";
import { createEngine } from "../create-engine.ts";
import { aDocument, wordSpace } from "../sample-documents.ts";
import { createScratch, useScratch } from "../scratch.ts";
import { openSegment, type SegmentData } from "../segment.ts";
import { createSegmentBuilder } from "../segment-builder.ts";
import { kernelModule } from "./modules.ts";

const features = { multi_memory: true, threads: true, simd: true };

describe("the kernels", () => {
  for (const name of ["lexical", "vector"] as const) {
    it(`are what their source gives: ${name}.wasm`, async () => {
      const wabt = await wabtModule();
      const source = await readFile(new URL(`${name}.wat`, import.meta.url), "utf8");
      const parsed = wabt.parseWat(`${name}.wat`, source, features);
      const bytes = await readFile(new URL(`${name}.wasm`, import.meta.url));
      assert.deepEqual([...bytes], [...parsed.toBinary({}).buffer], "run `npm run build:wasm`");
      parsed.destroy();
      assert.ok(kernelModule(name), "this machine can run them");
    });
  }

  it("give the answers that plain code gives", () => {
    const data = manyDocuments();
    assert.ok(data.packed.memory, "the segment is large enough for kernels");
    const plain = {
      ...data,
      packed: withoutMemory(data.packed),
      vectors: data.vectors.map((layer) => ({ ...layer, packed: withoutMemory(layer.packed) })),
    };
    for (const request of requests) {
      const [fast, slow] = [answer(data, request, true), answer(plain, request, false)];
      assert.ok(fast.hits.length > 0, JSON.stringify(request));
      assert.deepEqual(fast, slow);
    }
  });
});

const requests: readonly SearchRequest[] = ["words", "meaning", "hybrid"].flatMap((mode) =>
  ["wbxyz wcxyz", "waxyz whxyz wdaxyz", "and wdxyz of wexyz", "wbcxzy", '"wbxyz waxyz"'].flatMap(
    (query) => [
      { query, mode, limit: 50 } as SearchRequest,
      { query, mode, limit: 30, filters: { has: ["code"] }, facets: true } as SearchRequest,
    ],
  ),
);

/** Enough for columns to lie in memory that kernels read; a few papers without any words. */
function manyDocuments(): SegmentData {
  const builder = createSegmentBuilder("0", [wordSpace]);
  for (let number = 0; number < 4000; number++) {
    builder.add(
      aDocument({
        id: `p-${number}`,
        title: number % 50 === 0 ? "" : words(number, 1 + (number % 9)),
        abstract: number % 50 === 0 ? "" : words(number + 90_000, number % 60),
        keywords: number % 3 === 0 ? [words(number + 50_000, 2)] : [],
        authors: ["wbxyz wcxyz"],
        has: number % 4 === 0 ? ["code"] : [],
      }),
    );
  }
  return builder.finish();
}

/** Made-up words, low numbers the more frequent, with stop words between them. */
function words(seed: number, count: number): string {
  let state = Math.imul(seed + 1, 2654435761) >>> 0;
  return Array.from({ length: count }, (_, at) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return at % 5 === 4 ? "of" : word(Math.floor(400 * (state / 2 ** 32) ** 3));
  }).join(" ");
}

function word(number: number): string {
  return `w${[...`${number}`].map((digit) => "abcdefghij"[Number(digit)]).join("")}xyz`;
}

function withoutMemory({ buffer, size, places }: PackedColumns): PackedColumns {
  const copy = new SharedArrayBuffer(buffer.byteLength);
  new Uint8Array(copy).set(new Uint8Array(buffer));
  return { buffer: copy, size, places };
}

function answer(data: SegmentData, request: SearchRequest, hasKernels: boolean) {
  return useScratch(createScratch(5000, hasKernels), () => {
    const { tookMs: _, ...rest } = createEngine([openSegment(data)], [wordSpace]).find(request);
    return rest;
  });
}
