/**
 * Measures SEARCH=postgres on the papers of a database: the first load of its tables, then
 * queries drawn from titles (the same each time). Prints JSON.
 *
 *   DATABASE_URL=postgres://… node scripts/measure-postgres-search.ts [--load] [--queries 200]
 *
 * `--load` empties the tables first and measures filling them.
 */
import { parseArgs } from "node:util";
import { makeQueries } from "../bench/corpus/queries.ts";
import { createPapers } from "../src/papers/index.ts";
import { openDatabase, systemClock } from "../src/platform/index.ts";
import { createPostgresSearch, type SearchRequest } from "../src/search/index.ts";

const { values } = parseArgs({
  options: { load: { type: "boolean" }, queries: { type: "string", default: "200" } },
});
const databaseSettings = { databaseUrl: process.env.DATABASE_URL ?? "", dataDir: "" };
const database = await openDatabase(databaseSettings);
const papers = createPapers({ database, clock: systemClock });
const parts = { database, papers, databaseSettings };
if (values.load) {
  // Of no format that is known: the tables are made anew.
  await database.kysely
    .updateTable("search_state")
    .set({ format: 0 })
    .execute()
    .catch(() => {});
}
const search = await createPostgresSearch(parts);
const started = performance.now();
await search.catchUp();
const loadSeconds = (performance.now() - started) / 1000;

const { papers: sample } = await papers.changedPapersSince(0, 2_000);
const queries = makeQueries(
  sample.map(({ title }) => title),
  Number(values.queries),
);
const kinds: Readonly<Record<string, Omit<SearchRequest, "query">>> = {
  words: { mode: "words" },
  meaning: { mode: "meaning" },
  hybrid: {},
  filtered: { filters: { has: ["code"], from: "2022-01-01" as never } },
  facets: { facets: true },
};
const report: Record<string, unknown> = { papers: search.status().papers, loadSeconds };
for (const [kind, request] of Object.entries(kinds)) {
  const timesMs: number[] = [];
  for (const query of [...queries.slice(0, 20), ...queries]) {
    const before = performance.now();
    await search.find({ query, ...request });
    timesMs.push(performance.now() - before);
  }
  report[kind] = percentiles(timesMs.slice(20));
}
process.stdout.write(`${JSON.stringify(report, null, 1)}\n`);
await search.close();
await database.close();

function percentiles(timesMs: readonly number[]) {
  const sorted = [...timesMs].sort((a, b) => a - b);
  const at = (share: number) => Number(sorted[Math.floor(share * (sorted.length - 1))]!.toFixed(2));
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
