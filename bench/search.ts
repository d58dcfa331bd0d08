/**
 * Search in process: builds the index over ml-conferences (or papers made up from a seed),
 * saves it, loads it, and asks 200 queries in each mode. Times in milliseconds.
 */

import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createEngine } from "../src/search/engine/create-engine.ts";
import type { Engine, IndexDocument } from "../src/search/engine/engine.ts";
import { openSegment, type Segment } from "../src/search/engine/segment.ts";
import { createSegmentBuilder } from "../src/search/engine/segment-builder.ts";
import { mergeSegments } from "../src/search/merging/merge-segments.ts";
import type { SearchRequest } from "../src/search/search.ts";
import { loadSpace } from "../src/search/semantic/load-space.ts";
import { loadIndex } from "../src/search/storage/load-index.ts";
import { saveIndex } from "../src/search/storage/save-index.ts";
import { readBenchDocuments } from "./support/bench-documents.ts";
import { makeQueries } from "./support/bench-queries.ts";

const SEGMENT_SIZE = 8_000;
const QUERIES = 200;

/** @param note says on a terminal what is going on. */
export async function run(note: (text: string) => void): Promise<Record<string, unknown>> {
  const indexDir = await mkdtemp(join(tmpdir(), "broadsheet-bench-"));
  try {
    const space = await loadSpace();
    note("building the index");
    const built = await build(space);
    const { segments, titles, bytes, ...building } = built;
    const index = { space: space.identity, seq: 0, landmark: "", segments };
    const savedAt = performance.now();
    await saveIndex(indexDir, index, new Map());
    const saveMs = performance.now() - savedAt;
    note("loading the index");
    const loadedAt = performance.now();
    const loaded = await loadIndex(indexDir, space.identity);
    const engine = createEngine(loaded!.segments, [space]);
    const loadMs = performance.now() - loadedAt;
    const queries = makeQueries(titles, QUERIES);
    note("asking");
    return {
      papers: engine.size,
      ...building,
      saveMs: round(saveMs),
      loadMs: round(loadMs),
      indexMegabytes: round(bytes / 1e6),
      words: measure(engine, queries, { mode: "words" }),
      meaning: measure(engine, queries, { mode: "meaning" }),
      hybrid: measure(engine, queries, { mode: "hybrid" }),
      filtered: measure(engine, queries, { mode: "hybrid", filters: { has: ["code"] } }),
      facets: measure(engine, queries, { mode: "hybrid", facets: true }),
      residentMegabytes: await residentOf(indexDir),
    };
  } finally {
    await rm(indexDir, { recursive: true, force: true });
  }
}

async function build(space: Awaited<ReturnType<typeof loadSpace>>) {
  const started = process.cpuUsage();
  let readCpu = 0;
  const titles: string[] = [];
  let segments: Segment[] = [];
  let builder = createSegmentBuilder("0", [space]);
  for await (const batch of readBenchDocuments((cpuMs) => (readCpu += cpuMs))) {
    for (const document of batch satisfies readonly IndexDocument[]) {
      titles.push(document.title);
      builder.add(document);
    }
    if (builder.size < SEGMENT_SIZE) continue;
    segments.push(openSegment(builder.finish()));
    builder = createSegmentBuilder(`${segments.length}`, [space]);
  }
  if (builder.size > 0) segments.push(openSegment(builder.finish()));
  const mergedAt = process.cpuUsage();
  segments = [openSegment(mergeSegments("merged", segments))];
  const cpuMs = milliseconds(process.cpuUsage(started));
  return {
    segments,
    titles,
    bytes: segments.reduce((sum, { packed }) => sum + packed.buffer.byteLength, 0),
    buildCpuSeconds: round((cpuMs - readCpu) / 1000),
    mergeCpuSeconds: round(milliseconds(process.cpuUsage(mergedAt)) / 1000),
  };
}

/** Memory of a process that has done nothing but load the index and search it. */
async function residentOf(indexDir: string): Promise<number> {
  const script = fileURLToPath(new URL("support/load-and-search.ts", import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [script, indexDir]);
  return round(Number(stdout) / 1e6);
}

function measure(engine: Engine, queries: readonly string[], request: Partial<SearchRequest>) {
  for (const query of queries.slice(0, 20)) engine.find({ query, ...request });
  const before = process.cpuUsage();
  const times = queries.map((query) => engine.find({ query, ...request }).tookMs);
  const cpu = milliseconds(process.cpuUsage(before)) / queries.length;
  times.sort((a, b) => a - b);
  const quantile = (share: number) => round(times[Math.ceil(times.length * share) - 1] ?? 0);
  return { p50: quantile(0.5), p95: quantile(0.95), p99: quantile(0.99), cpuMean: round(cpu) };
}

function milliseconds({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1000;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
