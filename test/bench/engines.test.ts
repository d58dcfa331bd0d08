import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { readQueries } from "../../bench/corpus/corpus-folder.ts";
import { prepareCorpus } from "../../bench/corpus/prepare-corpus.ts";
import { engineNames, loadEngine } from "../../bench/engines/index.ts";
import { type EngineResult, measureEngine } from "../../bench/measure/measure-engine.ts";
import { runProcess } from "../../bench/measure/run-process.ts";
import { loadSpace } from "../../src/search/semantic/load-space.ts";

const phases = ["words", "meaning", "hybrid", "filtered"] as const;
const PAPERS = 400;

async function prepare(context: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "broadsheet-engines-"));
  context.after(() => rm(folder, { recursive: true, force: true }));
  await prepareCorpus(join(folder, "corpus"), { papers: PAPERS, queries: 10 }, await loadSpace());
  return folder;
}

async function measure(folder: string, name: string): Promise<EngineResult> {
  const corpus = join(folder, "corpus");
  const measures = { papers: PAPERS, corpus, folder, phases, collections: [], budgetS: 60 };
  return measureEngine(name, await loadEngine(name), { ...measures, note: () => {} });
}

test("ours is built, saved, loaded in a process of its own and asked in every way", async (context) => {
  const result = await measure(await prepare(context), "broadsheet");
  assert.deepEqual(result.notes, []);
  assert.equal(result.build?.papers, PAPERS);
  assert.deepEqual(Object.keys(result.phases), phases);
  for (const timing of Object.values(result.phases)) assert.equal(timing.asked, 10);
  assert.ok((result.recall20 ?? 0) > 0.9, `${result.recall20}`);
  assert.ok((result.memory?.bytes ?? 0) > 1e6 && (result.open?.startMs ?? 0) > 0);
});

test("an engine without vectors is asked for words alone", async (context) => {
  const result = await measure(await prepare(context), "fts5");
  assert.deepEqual(Object.keys(result.phases), ["words"]);
  assert.equal(result.recall20, undefined);
  assert.deepEqual(result.notes, []);
});

test("an engine answers at most twenty papers of the corpus, the one with the words first", async (context) => {
  const folder = await prepare(context);
  const engine = await loadEngine("fts5");
  const builder = await engine.build(folder, 256);
  const vector = new Float32Array(256);
  const document = { title: "Tides in narrow bays", abstract: "The moon moves water." };
  await builder.add([{ document: { id: "tides", ...document } as never, vector }]);
  await builder.finish();
  const index = await engine.open(folder);
  assert.deepEqual(await index.words({ text: "the tide, or else", vector }), ["tides"]);
  assert.deepEqual(await index.words({ text: "!?", vector }), []);
  await index.close();
});

test("queries of a prepared corpus come with their vectors", async (context) => {
  const queries = await readQueries(join(await prepare(context), "corpus"));
  assert.equal(queries.length, 10);
  for (const { vector, nearest } of queries) assert.ok(vector.length > 0 && nearest.length === 20);
});

test("an engine that says nothing for too long is ended, and the result says so", async () => {
  const job = { engine: "fts5", stage: "build", corpus: "none", folder: "none" } as const;
  const outcome = await runProcess({ ...job, phases: [], collections: [], budgetS: 0.001 });
  assert.match(outcome.failure ?? "", /did not finish/);
});

test("an engine that fails is a result, not the end of the run", async (context) => {
  const folder = await prepare(context);
  const job = { engine: "fts5", stage: "search", corpus: join(folder, "corpus") } as const;
  const rest = { folder: join(folder, "nothing"), phases, collections: [], budgetS: 60 };
  const outcome = await runProcess({ ...job, ...rest });
  assert.match(outcome.failure ?? "", /open database|no such table/);
});

test("an engine that holds its index in objects is left out where it takes too much", async (context) => {
  const engine = await loadEngine("minisearch");
  const measures = { papers: 1_000_000, corpus: "", folder: "", phases, collections: [] };
  const result = await measureEngine("minisearch", engine, {
    ...measures,
    budgetS: 1,
    note: () => {},
  });
  assert.match(result.notes[0] ?? "", /more than 10 GB/);
  context.diagnostic(`engines: ${engineNames.join(", ")}`);
});
