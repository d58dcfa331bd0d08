/**
 * Search, ours beside other engines: the same papers, the same queries, each engine in a
 * process of its own, all in one run. docs/benchmarks.md says what is measured and how.
 */
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { loadSpace } from "../src/search/semantic/load-space.ts";
import type { CorpusFacts } from "./corpus/corpus-folder.ts";
import { prepareCorpus } from "./corpus/prepare-corpus.ts";
import { loadEngine } from "./engines/index.ts";
import { measureLive } from "./live/measure-live.ts";
import { describeMachine } from "./measure/describe-machine.ts";
import { type EngineResult, measureEngine } from "./measure/measure-engine.ts";
import { readOptions, type SearchOptions } from "./measure/options.ts";
import type { BenchResult } from "./report/result.ts";
import { reportOf } from "./report/tables.ts";
import { writeReport } from "./report/write-report.ts";

type Note = (text: string) => void;

const collectionsFolder = fileURLToPath(new URL("../../shared/data/ir/", import.meta.url));
const collections = ["scifact", "cranfield", "cacm", "vaswani"];
const quickCollections = ["cranfield", "cacm"];

/** @param note says on a terminal what is going on. */
export async function run(note: Note, values: Readonly<Record<string, unknown>> = {}) {
  const options = readOptions(values);
  const folder = options.work ?? (await mkdtemp(join(tmpdir(), "broadsheet-bench-")));
  try {
    const result = await measureAll(folder, options, note);
    if (options.write) await writeReport(result, note);
    return { ...result };
  } finally {
    if (options.work === undefined) await rm(folder, { recursive: true, force: true });
  }
}

/** The tables of what `run` returned. */
export function format(result: Record<string, unknown>): string {
  return reportOf(result as unknown as BenchResult);
}

async function measureAll(folder: string, options: SearchOptions, note: Note) {
  const corpus = join(folder, `corpus-${options.papers}`);
  const facts = await prepare(corpus, options, note);
  const indexes = join(folder, "indexes");
  await mkdir(indexes, { recursive: true });
  const measured: EngineResult[] = [];
  for (const name of options.engines) {
    const { phases, budgetS } = options;
    const measures = { papers: facts.papers, corpus, folder: indexes, phases, budgetS, note };
    const judged = { collections: collectionsOf(options) };
    measured.push(await measureEngine(name, await loadEngine(name), { ...measures, ...judged }));
  }
  const live = options.withLive ? await runLive(options, folder, note) : {};
  return {
    papers: facts.papers,
    source: facts.source,
    queries: options.queries,
    budgetS: options.budgetS,
    machine: await describeMachine(),
    day: new Date().toISOString().slice(0, 10),
    engines: measured,
    ...live,
  } satisfies BenchResult;
}

/** What went wrong with the site does not take the other results with it. */
async function runLive(options: SearchOptions, folder: string, note: Note) {
  try {
    return { live: await measureLive(options, join(folder, "live"), note) };
  } catch (error) {
    note(`the site: ${error instanceof Error ? error.message : error}`);
    return {};
  }
}

async function prepare(corpus: string, options: SearchOptions, note: Note): Promise<CorpusFacts> {
  note(`preparing ${options.papers} papers, their vectors, queries and exact answers`);
  const { papers, queries } = options;
  return prepareCorpus(corpus, { papers, queries }, await loadSpace());
}

function collectionsOf({ withQuality, isQuick }: SearchOptions): string[] {
  if (!withQuality) return [];
  return (isQuick ? quickCollections : collections)
    .map((name) => join(collectionsFolder, name))
    .filter((folder) => existsSync(folder));
}
