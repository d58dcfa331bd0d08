import assert from "node:assert/strict";
import { appendFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { evaluate } from "./evaluate.ts";

const documents = [
  { _id: "bees", title: "How bees find flowers", text: "Honey bees follow scent to flowers." },
  // A line separator inside a text ends no line of the file.
  { _id: "tides", title: "Tides in narrow bays", text: "The moon moves water\u2028in bays." },
  {
    _id: "bread",
    title: "Why bread rises",
    text: "Yeast fills dough with gas.",
    metadata: { authors: ["A. Baker"] },
  },
];
const queries = [
  { _id: "q1", text: 'honey bees: what do they "follow"?' },
  { _id: "q2", text: "-dough with yeast" },
  { _id: "q3", text: "judged, but nothing is relevant" },
  { _id: "q4", text: "not judged" },
];
const judgements = "query-id\tcorpus-id\tscore\nq1\tbees\t2\nq2\tbread\t1\nq3\ttides\t0\n";

async function writeCollection(context: TestContext, qrels = judgements): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "collection-"));
  context.after(() => rm(directory, { recursive: true }));
  const lines = (records: readonly object[]) =>
    records.map((record) => JSON.stringify(record)).join("\n");
  await mkdir(join(directory, "qrels"));
  await writeFile(join(directory, "corpus.jsonl"), lines(documents));
  await writeFile(join(directory, "queries.jsonl"), lines(queries));
  await writeFile(join(directory, "qrels", "test.tsv"), qrels);
  return directory;
}

test("a collection is measured over its queries with a relevant document", async (context) => {
  const report = await evaluate(await writeCollection(context), { mode: "words" });
  assert.equal(report.documents, 3);
  assert.equal(report.queries, 2);
  assert.equal(report.ndcg10, 1);
  assert.equal(report.map, 1);
  assert.equal(report.recall100, 1);
  assert.equal(report.mrr10, 1);
  assert.ok(report.p50Ms <= report.p95Ms);
});

test("the report has the fields of the documented JSON, in order", async (context) => {
  const report = await evaluate(await writeCollection(context), {});
  const fields =
    "collection documents queries ndcg10 map recall100 mrr10 ndcg20Percent p50Ms p95Ms " +
    "baseline gain gainLow gainHigh";
  assert.equal(Object.keys(report).join(" "), fields);
});

test("a folder without judgements of the split is refused by the file's name", async (context) => {
  const directory = await writeCollection(context);
  await assert.rejects(evaluate(directory, { split: "dev" }), {
    code: "not_found",
    message: /dev\.tsv/,
  });
});

test("a broken judgement is refused by file and line", async (context) => {
  const directory = await writeCollection(context, "query-id\tcorpus-id\tscore\nq1 bees 2\n");
  await assert.rejects(evaluate(directory), { code: "invalid", message: /test\.tsv, line 2/ });
});

test("a document with the query's own id is no answer", async (context) => {
  const own = `${judgements}q4\tbees\t1\nq4\tq4\t1\n`;
  const directory = await writeCollection(context, own);
  const copy = { _id: "q4", title: "Not judged", text: "not judged" };
  await appendFile(join(directory, "corpus.jsonl"), `\n${JSON.stringify(copy)}`);
  const report = await evaluate(directory, { mode: "words" });
  assert.equal(report.queries, 3);
  assert.equal(report.mrr10, round(2 / 3));
});

test("the mode is compared with BM25 by a paired interval", async (context) => {
  const report = await evaluate(await writeCollection(context), { mode: "words" });
  assert.equal(report.baseline, 1);
  assert.deepEqual([report.gain, report.gainLow, report.gainHigh], [0, 0, 0]);
});

test("queries that are documents are answered by the documents similar to them", async (context) => {
  const directory = await writeCollection(context, "query-id\tcorpus-id\tscore\nbees\tbread\t1\n");
  await writeFile(join(directory, "queries.jsonl"), JSON.stringify({ _id: "bees", text: "" }));
  const twin = { _id: "wasps", title: "How wasps find flowers", text: "Wasps follow scent too." };
  await appendFile(join(directory, "corpus.jsonl"), `\n${JSON.stringify(twin)}`);
  await appendFile(join(directory, "qrels", "test.tsv"), "bees\twasps\t2\n");
  const report = await evaluate(directory, { similar: true });
  assert.equal(report.mrr10, 1);
});

test("with judged documents alone others take no place", async (context) => {
  const directory = await writeCollection(context, "query-id\tcorpus-id\tscore\nq1\ttides\t1\n");
  const options = { mode: "meaning" } as const;
  const all = await evaluate(directory, options);
  const judged = await evaluate(directory, { ...options, onlyJudged: true });
  assert.ok(all.mrr10 < 1);
  assert.equal(judged.mrr10, 1);
});

test("a line may hold separators that other programs end lines by", async (context) => {
  const directory = await writeCollection(context);
  const odd = JSON.stringify({ _id: "odd", title: "One\u2028line", text: "" });
  await appendFile(join(directory, "corpus.jsonl"), `\n${odd}\r\n`);
  assert.equal((await evaluate(directory)).documents, 4);
});

const round = (value: number) => Math.round(value * 10_000) / 10_000;
