/**
 * Compares rules that fuse the words leg with the meaning leg, leaving one test collection
 * out at a time: each is measured with the setting that is best on the others.
 *
 *   node scripts/sweep-fusion.ts [--data ../shared/data/ir] [--space FILE]
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildEngine, loadSpace, type SearchMode, type SemanticSpace } from "#search";
import { type Collection, readCollection } from "../src/search/evaluate/collection.ts";
import { toIndexDocument } from "../src/search/evaluate/evaluate.ts";
import { ndcg } from "../src/search/evaluate/metrics.ts";
import { plainQuery } from "../src/search/evaluate/plain-query.ts";

const COLLECTIONS = ["scifact:train", "cranfield:test", "cacm:test", "vaswani:test"];
const DEPTH = 200;
const WEIGHTS = [0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6];

type Run = ReadonlyMap<string, number>;
interface Judged {
  readonly judgements: ReadonlyMap<string, number>;
  readonly terms: number;
  readonly words: Run;
  readonly meaning: Run;
}
/** Turns a leg's scores into comparable ones. */
type Normalise = (run: Run) => (id: string) => number;
/** The weight of the vectors for one query. */
type Weigh = (query: Judged, base: number) => number;

const { values } = parseArgs({
  options: {
    data: { type: "string", default: "../shared/data/ir" },
    space: { type: "string" },
  },
});

const extremes = (run: Run) => {
  const scores = [...run.values()];
  return { most: scores[0] ?? 0, least: scores.at(-1) ?? 0, scores };
};

const minMax: Normalise = (run) => {
  const { most, least } = extremes(run);
  return (id) => ((run.get(id) ?? least) - least) / (most - least || 1);
};

const standard: Normalise = (run) => {
  const { least, scores } = extremes(run);
  const { mean, deviation } = moments(scores);
  return (id) => ((run.get(id) ?? least) - mean) / (deviation || 1) / 4;
};

const byBest: Normalise = (run) => {
  const { most, least } = extremes(run);
  return (id) => (run.get(id) ?? least) / (most || 1);
};

function moments(scores: readonly number[]) {
  const mean = scores.reduce((sum, score) => sum + score, 0) / (scores.length || 1);
  const squares = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / (scores.length || 1)) };
}

/** How far the best hit stands out of the leg's own hits, in standard deviations. */
function prominence(run: Run): number {
  const { most, scores } = extremes(run);
  const { mean, deviation } = moments(scores);
  return (most - mean) / (deviation || 1);
}

/** Share of one leg's first ten that the other leg's first fifty hold. */
function agreement(query: Judged): number {
  const deep = new Set([...query.words.keys()].slice(0, 50));
  return [...query.meaning.keys()].slice(0, 10).filter((id) => deep.has(id)).length / 10;
}

const fixed: Weigh = (_, base) => base;
const byProminence: Weigh = (query, base) =>
  Math.min(
    0.8,
    (base * 2 * prominence(query.meaning)) / (prominence(query.meaning) + prominence(query.words)),
  );
const byAgreement: Weigh = (query, base) => base * (0.4 + agreement(query));
const byLength: Weigh = (query, base) =>
  Math.min(0.6, base * Math.min(1.6, 0.5 + query.terms / 16));

const rules: Record<string, readonly [Normalise, Weigh]> = {
  "min-max, fixed": [minMax, fixed],
  "standard score, fixed": [standard, fixed],
  "share of best, fixed": [byBest, fixed],
  "min-max, by prominence": [minMax, byProminence],
  "min-max, by agreement": [minMax, byAgreement],
  "min-max, by query length": [minMax, byLength],
  "standard score, by agreement": [standard, byAgreement],
  "standard score, by prominence": [standard, byProminence],
};

function score(query: Judged, rule: readonly [Normalise, Weigh], base: number): number {
  const [normalise, weigh] = rule;
  const words = normalise(query.words);
  const meaning = normalise(query.meaning);
  const weight = query.words.size === 0 ? 1 : weigh(query, base);
  const ids = new Set([...query.words.keys(), ...query.meaning.keys()]);
  const scored = [...ids].map(
    (id) => [(1 - weight) * words(id) + weight * meaning(id), id] as const,
  );
  scored.sort((a, b) => b[0] - a[0]);
  return ndcg(
    scored.slice(0, 10).map(([, id]) => id),
    query.judgements,
    10,
  );
}

function runAll(collection: Collection, space: SemanticSpace): Judged[] {
  const engine = buildEngine(collection.documents.map(toIndexDocument), [space]);
  const run = (query: string, mode: SearchMode): Run =>
    new Map(
      engine
        .find({ query, mode, limit: DEPTH })
        .hits.map((hit) => [hit.paperId, hit[mode as "words"]]),
    );
  return collection.queries.map(({ text, judgements }) => {
    const query = plainQuery(text);
    return {
      judgements,
      terms: query.split(" ").length,
      words: run(query, "words"),
      meaning: run(query, "meaning"),
    };
  });
}

const space = await loadSpace(values.space);
const names: string[] = [];
const runs: Judged[][] = [];
for (const name of COLLECTIONS) {
  const [folder = "", split = "test"] = name.split(":");
  runs.push(runAll(await readCollection(join(values.data, folder), split), space));
  names.push(name);
}
const mean = (numbers: readonly number[]) =>
  numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
console.log(`| rule | best weight | ${names.join(" | ")} | mean | left out |`);
for (const [name, rule] of Object.entries(rules)) {
  const table = WEIGHTS.map((weight) =>
    runs.map((run) => mean(run.map((query) => score(query, rule, weight)))),
  );
  const best = table.reduce((most, row, at) => (mean(row) > mean(table[most]!) ? at : most), 0);
  const leftOut = names.map((_, out) => {
    const others = (row: readonly number[]) => mean(row.filter((_, at) => at !== out));
    const chosen = table.reduce(
      (most, row, at) => (others(row) > others(table[most]!) ? at : most),
      0,
    );
    return table[chosen]![out]!;
  });
  const figures = table[best]!.map((value) => value.toFixed(4)).join(" | ");
  console.log(
    `| ${name} | ${WEIGHTS[best]} | ${figures} | ${mean(table[best]!).toFixed(4)} | ${mean(leftOut).toFixed(4)} |`,
  );
}
