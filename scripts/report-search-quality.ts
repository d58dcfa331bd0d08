/**
 * Prints nDCG@10 of each leg and of both fused on test collections in BEIR layout, with the
 * 95 % interval of what fusing adds to words alone.
 *
 *   node scripts/report-search-quality.ts [--data ../shared/data/ir] [--space FILE] [NAME[:SPLIT] …]
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildEngine, loadSpace, type SearchMode } from "#search";
import { pairedBootstrap } from "../src/search/evaluate/bootstrap.ts";
import { readCollection } from "../src/search/evaluate/collection.ts";
import { evaluateQueries, toIndexDocument } from "../src/search/evaluate/evaluate.ts";

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

const space = await loadSpace(values.space);
console.log(`Space: ${space.identity}\n`);
console.log("| collection | words | meaning | hybrid | hybrid − words [95 %] |");
console.log("| --- | --- | --- | --- | --- |");
for (const name of collections) {
  const [folder = "", split = "test"] = name.split(":");
  const collection = await readCollection(join(values.data, folder), split);
  const engine = buildEngine(collection.documents.map(toIndexDocument), [space]);
  const run = (mode: SearchMode) =>
    evaluateQueries(engine, collection, mode).map((outcome) => outcome.ndcg10);
  const [words, meaning, hybrid] = [run("words"), run("meaning"), run("hybrid")];
  const { mean, low, high } = pairedBootstrap(hybrid, words);
  const figures = [words, meaning, hybrid].map((all) => average(all).toFixed(4)).join(" | ");
  console.log(`| ${name} | ${figures} | ${signed(mean)} [${signed(low)}, ${signed(high)}] |`);
}

function average(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0) / (numbers.length || 1);
}

function signed(value: number): string {
  return `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(4)}`;
}
