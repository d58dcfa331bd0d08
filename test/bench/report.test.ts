import assert from "node:assert/strict";
import { test } from "node:test";
import type { EngineResult } from "../../bench/measure/measure-engine.ts";
import { readOptions } from "../../bench/measure/options.ts";
import { quantile, summarise, timeSearches } from "../../bench/measure/timing.ts";
import { marksTable } from "../../bench/report/marks.ts";
import type { BenchResult } from "../../bench/report/result.ts";
import { scalingTable, searchesPerSecond } from "../../bench/report/scaling.ts";
import { figure, table } from "../../bench/report/table.ts";
import { reportOf } from "../../bench/report/tables.ts";
import { replaceBlock } from "../../bench/report/write-block.ts";

const timing = (ms: number) => ({ cpuMean: ms, p50: ms, p95: ms * 2, p99: ms * 3, asked: 200 });

function engine(name: string, ms: number, papers = 87_288): EngineResult {
  const build = { papers, wallS: 10, cpuS: 12, saveS: 1, diskBytes: 2e8 };
  return {
    name,
    title: name === "broadsheet" ? "Broadsheet" : name,
    version: "1.0.0",
    settings: "",
    build,
    open: { startMs: 500 },
    phases: { words: timing(ms), hybrid: timing(ms * 4) },
    memory: { bytes: 3e8 },
    quality: [{ collection: "cacm", words: 0.5 }],
    notes: [],
  };
}

const run = (...engines: EngineResult[]): BenchResult => ({
  papers: 87_288,
  source: "papers",
  queries: 200,
  budgetS: 400,
  machine: "a machine",
  day: "2026-11-20",
  engines,
});

test("a quantile is the nearest rank", () => {
  const sorted = Array.from({ length: 200 }, (_, at) => at + 1);
  assert.deepEqual(
    [0.5, 0.95, 0.99, 1].map((share) => quantile(sorted, share)),
    [100, 190, 198, 200],
  );
  assert.equal(quantile([], 0.5), 0);
  assert.deepEqual(summarise([3, 1, 2]), { p50: 2, p95: 3, p99: 3, asked: 3 });
});

test("searches are asked until the budget ends, and CPU time of a server counts", async () => {
  let server = 0;
  const serverCpuMs = async () => (server += 500);
  const timed = await timeSearches([1, 2, 3, 4, 5], async () => {}, {
    budgetMs: 1_000,
    serverCpuMs,
  });
  assert.equal(timed.asked, 5);
  assert.ok(timed.cpuMean >= 100, `${timed.cpuMean}`);
  assert.equal((await timeSearches([1, 2], () => {}, { budgetMs: -1 })).asked, 1);
});

test("a figure shows three digits at most before it is whole", () => {
  assert.deepEqual([0.1234, 1.234, 12.34, 123.4, 1234.5, undefined].map(figure), [
    "0.123",
    "1.23",
    "12.3",
    "123",
    "1,235",
    "–",
  ]);
});

test("a table has a rule under its head and a line for each row", () => {
  assert.equal(table(["a", "b"], [["x", "1"]]), "| a | b |\n| --- | ---: |\n| x | 1 |");
});

test("ours stands beside the best other engine that took in every paper", () => {
  const text = marksTable(
    run(engine("broadsheet", 0.2), engine("slow", 2), engine("part", 0.01, 500)),
  );
  assert.match(
    text,
    /\| words, CPU ms mean \| ≤ 0.3 \| 0.200 \| yes \| slow 2.00 \| 10.0 \(asked: 4\) \|/,
  );
  assert.doesNotMatch(text, /part/);
});

test("what was not reached says so, and a run without ours has no marks", () => {
  assert.match(marksTable(run(engine("broadsheet", 9))), /words, CPU ms mean .* no \| – \| – \|/);
  assert.equal(marksTable(run(engine("slow", 2))), "");
});

test("the report names what did not finish", () => {
  const part = { ...engine("part", 1, 500), notes: ["took in 500 of 87288 papers"] };
  assert.match(reportOf(run(part)), /^- part: took in 500 of 87288 papers\.$/m);
});

test("a block between its marks is replaced, and the text around it stays", () => {
  const text = "before\n<!-- bench:x -->\nold\n<!-- /bench:x -->\nafter";
  const expected = "before\n<!-- bench:x -->\n\nnew\n\n<!-- /bench:x -->\nafter";
  assert.equal(replaceBlock(text, "x", "new"), expected);
  assert.equal(replaceBlock(expected, "x", "new"), expected);
  assert.equal(replaceBlock(text, "y", "new"), undefined);
});

test("larger sizes are in proportion to the measured one", () => {
  const text = scalingTable(run(engine("broadsheet", 1)));
  assert.match(text ?? "", /^\| 3,000,000 \| 10.3 \|/m);
  assert.equal(scalingTable(run(engine("slow", 1))), undefined);
  assert.ok(Math.abs(searchesPerSecond(1_000_000) - 277.8) < 0.1);
});

test("options choose engines and phases in the order in which they run", () => {
  const options = readOptions({ engines: "fts5,broadsheet", only: "hybrid,words", budget: "60" });
  assert.deepEqual(options.engines, ["broadsheet", "fts5"]);
  assert.deepEqual(options.phases, ["words", "hybrid"]);
  assert.equal(options.budgetS, 60);
  assert.equal(options.withLive || options.withQuality, false);
  assert.equal(readOptions({}).papers, 87_288);
  assert.equal(readOptions({ quick: true }).papers, 5_000);
});

test("an option that makes no sense is refused by its name", () => {
  assert.throws(() => readOptions({ engines: "solr" }), /--engines takes .*"solr"/);
  assert.throws(() => readOptions({ papers: "0" }), /--papers takes a whole number/);
});
