/**
 * Measures hybrid search with other values of the constants in src/search/engine/scoring.ts,
 * one at a time, on several test collections, and says what would be chosen for each
 * collection by looking at the others alone (leave one out).
 *
 *   node scripts/sweep-constants.ts [--data ../shared/data/ir] NAME=VALUE,VALUE,… [NAME=…]
 *
 * Values are written as in TypeScript; an array holds semicolons: "MEANING_WEIGHTS=[0;.3;.4]".
 */
import { registerHooks } from "node:module";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";

/** Judged claims of SciFact are taken from its training split: the test split stays unseen. */
const COLLECTIONS = ["scifact:train", "cranfield", "cacm", "vaswani"];

interface Setting {
  readonly name: string;
  /** Empty: as it is. */
  readonly value: string;
  readonly data: string;
}

if (isMainThread) await sweep();
else parentPort!.postMessage(await measure(workerData as Setting));

async function sweep(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { data: { type: "string", default: "../shared/data/ir" } },
  });
  console.log(`| constant | value | ${COLLECTIONS.join(" | ")} | mean |`);
  console.log(`|${" --- |".repeat(COLLECTIONS.length + 3)}`);
  const usual = await run({ name: "", value: "", data: values.data });
  printRow("as it is", "", usual);
  for (const positional of positionals) {
    const [name = "", list = ""] = positional.split("=");
    const rows = [usual];
    for (const value of list.split(",")) {
      rows.push(await run({ name, value: value.replaceAll(";", ","), data: values.data }));
      printRow(name, value, rows.at(-1)!);
    }
    const chosen = COLLECTIONS.map((_, out) => best(rows, out)[out]!);
    printRow(name, "left out", chosen);
  }
}

/** The setting that is best on all collections but one. */
function best(rows: readonly (readonly number[])[], out: number): readonly number[] {
  const others = (row: readonly number[]) => mean(row.filter((_, at) => at !== out));
  return rows.reduce((most, row) => (others(row) > others(most) ? row : most));
}

function run(setting: Setting): Promise<number[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: setting });
    worker.once("message", resolve);
    worker.once("error", reject);
  });
}

/** nDCG@10 on each collection, in a thread whose constants are others. */
async function measure({ name, value, data }: Setting): Promise<number[]> {
  registerHooks({
    load(url, context, next) {
      const loaded = next(url, context);
      if (name === "" || !url.endsWith("/engine/scoring.ts")) return loaded;
      const pattern = new RegExp(`(export const ${name}\\b[^=]*=)[^;]*;`);
      const source = String(loaded.source);
      if (!pattern.test(source)) throw new RangeError(`${name} is no constant of the score`);
      return { ...loaded, source: source.replace(pattern, `$1 ${value};`) };
    },
  });
  const { loadSpace } = await import("../src/search/index.ts");
  const { buildFittedEngine } = await import("../src/search/evaluate/evaluate.ts");
  const { toIndexDocument } = await import("../src/search/evaluate/build-collection.ts");
  const { readCollection } = await import("../src/search/evaluate/collection.ts");
  const { plainQuery } = await import("../src/search/evaluate/plain-query.ts");
  const { ndcg } = await import("../src/search/evaluate/metrics.ts");
  const space = await loadSpace();
  const figures: number[] = [];
  for (const one of COLLECTIONS) {
    const [folder = "", split = "test"] = one.split(":");
    const { documents, queries } = await readCollection(join(data, folder), split);
    const engine = buildFittedEngine(documents.map(toIndexDocument), [space]);
    const scores = queries.map(({ text, judgements }) => {
      const { hits } = engine.find({ query: plainQuery(text), limit: 10 });
      return ndcg(
        hits.map((hit) => hit.paperId),
        judgements,
        10,
      );
    });
    figures.push(mean(scores));
  }
  return figures;
}

function printRow(name: string, value: string, figures: readonly number[]): void {
  const cells = [...figures, mean(figures)].map((figure) => figure.toFixed(4));
  console.log(`| ${name} | ${value} | ${cells.join(" | ")} |`);
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0) / (numbers.length || 1);
}
