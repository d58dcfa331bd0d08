/**
 * Prints how well similar papers are found, where nobody judged similarity itself: two
 * documents relevant to the same query count as similar. nDCG@20 over documents drawn at
 * random, by telling words alone, with each space and with both.
 *
 *   node scripts/report-similar.ts [--data ../shared/data/ir] [--documents 250] [NAME …]
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { loadSpace } from "#search";
import { createEngine } from "../src/search/engine/create-engine.ts";
import { buildCollection } from "../src/search/evaluate/build-collection.ts";
import { type Collection, openCollection } from "../src/search/evaluate/collection.ts";
import { ndcg } from "../src/search/evaluate/metrics.ts";
import { rankBySimilarity } from "../src/search/evaluate/run-queries.ts";
import { fitAndFold } from "../src/search/semantic/fitted/fit-and-fold.ts";
import { openFittedSpace } from "../src/search/semantic/fitted/fitted-space.ts";
import { createRandom } from "../test/support/random.ts";

const SEED = 20_261_120;
const DEPTH = 20;
/** Queries with fewer relevant documents say little, documents with more are about everything. */
const [FEWEST, MOST] = [4, 60];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: "string", default: "../shared/data/ir" },
    documents: { type: "string", default: "250" },
  },
});
const collections = positionals.length > 0 ? positionals : ["cranfield", "cacm", "vaswani"];

const shipped = await loadSpace();
console.log("| collection | documents | words | words + shipped | words + fitted | all |");
console.log("| --- | --- | --- | --- | --- | --- |");
for (const name of collections) await report(name);

async function report(name: string): Promise<void> {
  const collection = await openCollection(join(values.data, name), "test");
  const { segments, space } = fitAndFold(await buildCollection(collection, [shipped]));
  const fitted = space ? [openFittedSpace(space)] : [];
  const sets = [[], [shipped], fitted, [shipped, ...fitted]];
  const judged = drawDocuments(collection.queries);
  const figures = sets.map((spaces) => {
    const rank = rankBySimilarity(createEngine(segments, spaces));
    const scores = judged.map(([id, judgements]) =>
      ndcg(rank({ id, text: "", judgements }, DEPTH), judgements, DEPTH),
    );
    return scores.reduce((sum, one) => sum + one, 0) / scores.length;
  });
  const cells = figures.map((figure) => figure.toFixed(4)).join(" | ");
  console.log(`| ${name} | ${judged.length} | ${cells} |`);
}

/** Some documents, each with those that are relevant to a query that it is relevant to. */
function drawDocuments(queries: Collection["queries"]): [string, Map<string, number>][] {
  const similar = new Map<string, Map<string, number>>();
  for (const { judgements } of queries) {
    const relevant = [...judgements].filter(([, grade]) => grade > 0).map(([id]) => id);
    if (relevant.length < FEWEST) continue;
    for (const one of relevant) {
      const others = similar.get(one) ?? new Map<string, number>();
      for (const other of relevant) if (other !== one) others.set(other, 1);
      similar.set(one, others);
    }
  }
  const all = [...similar].filter(([, others]) => others.size <= MOST);
  const random = createRandom(SEED);
  while (all.length > Number(values.documents)) all.splice(random.below(all.length), 1);
  return all;
}
