import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { evaluate } from "./evaluate.ts";

const documents = [
  { _id: "bees", title: "How bees find flowers", text: "Honey bees follow scent to flowers." },
  { _id: "tides", title: "Tides in narrow bays", text: "The moon moves water in bays." },
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
  const fields = "collection documents queries ndcg10 map recall100 mrr10 p50Ms p95Ms";
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
