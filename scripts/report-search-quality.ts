/**
 * Prints nDCG@10 on test collections in BEIR layout: BM25 alone, the words leg, each space by
 * itself, the words with each space and with both, and the 95 % interval of what all together
 * add to BM25 (paired bootstrap).
 *
 *   node scripts/report-search-quality.ts [--data ../shared/data/ir] [--space FILE] [NAME[:SPLIT] …]
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { loadSpace, type SearchMode } from "#search";
import { createEngine } from "../src/search/engine/create-engine.ts";
import { pairedBootstrap } from "../src/search/evaluate/bootstrap.ts";
import { buildCollection } from "../src/search/evaluate/build-collection.ts";
import { openCollection } from "../src/search/evaluate/collection.ts";
import { plainQuery } from "../src/search/evaluate/plain-query.ts";
import { createPlainWords } from "../src/search/evaluate/plain-words.ts";
import { rankBySearch, runQueries } from "../src/search/evaluate/run-queries.ts";
import { fitAndFold } from "../src/search/semantic/fitted/fit-and-fold.ts";
import { openFittedSpace } from "../src/search/semantic/fitted/fitted-space.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: "string", default: "../shared/data/ir" },
    space: { type: "string" },
  },
});
const collections =
  positionals.length > 0
    ? positionals
    : ["scifact", "scifact:train", "cranfield", "cacm", "vaswani"];

const shipped = await loadSpace(values.space);
console.log(`Space that ships: ${shipped.identity}\n`);
const columns = [
  "BM25",
  "words",
  "shipped alone",
  "fitted alone",
  "words + shipped",
  "words + fitted",
  "hybrid",
];
console.log(`| collection | ${columns.join(" | ")} | hybrid − BM25 [95 %] |`);
console.log(`|${" --- |".repeat(columns.length + 2)}`);
for (const name of collections) await report(name);

async function report(name: string): Promise<void> {
  const [folder = "", split = "test"] = name.split(":");
  const collection = await openCollection(join(values.data, folder), split);
  const plain = await buildCollection(collection, [shipped]);
  const { segments, space } = fitAndFold(plain);
  const fitted = space ? [openFittedSpace(space)] : [];
  const engines = {
    shipped: createEngine(segments, [shipped]),
    fitted: createEngine(segments, fitted),
    both: createEngine(segments, [shipped, ...fitted]),
  };
  const run = (engine: keyof typeof engines, mode: SearchMode) =>
    runQueries(collection, rankBySearch(engines[engine], mode)).map(({ ndcg10 }) => ndcg10);
  const search = createPlainWords(plain);
  const bm25 = runQueries(collection, ({ text }) => search(plainQuery(text)));
  const hybrid = run("both", "hybrid");
  const runs = [
    bm25.map(({ ndcg10 }) => ndcg10),
    run("both", "words"),
    run("shipped", "meaning"),
    run("fitted", "meaning"),
    run("shipped", "hybrid"),
    run("fitted", "hybrid"),
    hybrid,
  ];
  const { mean, low, high } = pairedBootstrap(hybrid, runs[0]!);
  const figures = runs.map((all) => average(all).toFixed(4)).join(" | ");
  console.log(`| ${name} | ${figures} | ${signed(mean)} [${signed(low)}, ${signed(high)}] |`);
}

function average(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0) / (numbers.length || 1);
}

function signed(value: number): string {
  return `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(4)}`;
}
