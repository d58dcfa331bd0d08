import { mkdir, readFile } from "node:fs/promises";
import { createEngine } from "../../src/search/engine/create-engine.ts";
import { openSegment, type Segment } from "../../src/search/engine/segment.ts";
import { createSegmentBuilder } from "../../src/search/engine/segment-builder.ts";
import { chooseMerge } from "../../src/search/merging/choose-merge.ts";
import { mergeSegments } from "../../src/search/merging/merge-segments.ts";
import type { SearchRequest } from "../../src/search/search.ts";
import { fitAndFold } from "../../src/search/semantic/fitted/fit-and-fold.ts";
import { openFittedSpace } from "../../src/search/semantic/fitted/fitted-space.ts";
import type { FittedSpaceData } from "../../src/search/semantic/fitted/fitted-space-data.ts";
import { loadSpace } from "../../src/search/semantic/load-space.ts";
import { loadIndex } from "../../src/search/storage/load-index.ts";
import { saveIndex } from "../../src/search/storage/save-index.ts";
import { type BenchEngine, type EngineBuilder, FROM_YEAR, PAGE } from "./engine.ts";

/** Papers of a new segment and of the largest, as the index worker has them. */
const SEGMENT_SIZE = 8_000;
const LARGEST_SEGMENT = 250_000;

/** What the filter of filtered searches is here. */
const filters = { has: ["code"], from: `${FROM_YEAR}-01-01` } as SearchRequest["filters"] & object;

async function build(folder: string): Promise<EngineBuilder> {
  const space = await loadSpace();
  let segments: Segment[] = [];
  let own: FittedSpaceData | undefined;
  let count = 0;
  let builder = createSegmentBuilder("0", [space]);
  const close = () => {
    if (builder.size === 0) return;
    segments.push(openSegment(builder.finish()));
    builder = createSegmentBuilder(`${++count}`, [space]);
    segments = mergeWhereDue(segments, () => `${++count}`);
  };
  return {
    add: (papers) => {
      for (const { document } of papers) {
        builder.add(document);
        if (builder.size >= SEGMENT_SIZE) close();
      }
    },
    finish: close,
    refine: () => {
      const fitted = fitAndFold(segments);
      segments = [...fitted.segments];
      own = fitted.space;
    },
    save: async () => {
      await mkdir(folder, { recursive: true });
      const spaces = own ? [own] : [];
      const index = { space: space.identity, seq: 0, landmark: "", segments, spaces };
      await saveIndex(folder, index, new Map());
    },
  };
}

/** Merges as the index worker does after each segment. */
function mergeWhereDue(segments: Segment[], nextName: () => string): Segment[] {
  const sizes = segments.map(({ totals }) => ({ documents: totals.documents, deleted: 0 }));
  const chosen = new Set(chooseMerge(sizes, LARGEST_SEGMENT).map((at) => segments[at]!));
  if (chosen.size === 0) return segments;
  const merged = openSegment(mergeSegments(nextName(), [...chosen]));
  return [...segments.filter((segment) => !chosen.has(segment)), merged];
}

export const broadsheet: BenchEngine = {
  title: "Broadsheet",
  settings:
    "as the site searches: BM25F of title, abstract, keywords and names, adjacent pairs, typos; vectors by their signs, then rescored; the query is embedded within the time measured",
  version: async () => {
    const manifest = await readFile(new URL("../../package.json", import.meta.url), "utf8");
    return (JSON.parse(manifest) as { version: string }).version;
  },
  build,
  async open(folder) {
    const space = await loadSpace();
    const loaded = await loadIndex(folder, space.identity);
    const segments = loaded?.segments ?? [];
    const own = (loaded?.spaces ?? []).map(openFittedSpace);
    const engine = createEngine(segments, [space, ...own]);
    // By meaning the engines are compared over the same vectors.
    const shipped = own.length > 0 ? createEngine(segments, [space]) : engine;
    const ask = (query: string, rest: Partial<SearchRequest>, from = engine) =>
      from.find({ query, limit: PAGE, ...rest }).hits.map(({ paperId }) => paperId);
    return {
      words: ({ text }) => ask(text, { mode: "words" }),
      meaning: ({ text }) => ask(text, { mode: "meaning" }, shipped),
      hybrid: ({ text }) => ask(text, { mode: "hybrid" }),
      filtered: ({ text }) => ask(text, { mode: "hybrid", filters }),
      close: () => {},
    };
  },
};
