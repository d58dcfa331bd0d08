import { type BenchQuery, readQueries } from "../corpus/corpus-folder.ts";
import { DEPTH } from "../corpus/find-nearest.ts";
import type { BenchEngine, BenchSearch, OpenEngine } from "../engines/engine.ts";
import type { Job, JobEvent } from "./job.ts";
import { timeSearches } from "./timing.ts";

/** Rounds of all queries after which compilers have compiled and caches are filled. */
const WARM_ROUNDS = 5;

type Emit = (event: JobEvent) => void;

/** Loads the saved index and asks the queries in every way that the engine has. */
export async function measureSearches(engine: BenchEngine, job: Job, emit: Emit): Promise<void> {
  const queries = await readQueries(job.corpus);
  const searches = queries.map(({ text, vector }) => ({ text, vector: Float32Array.from(vector) }));
  const openedAt = performance.now();
  const index = await engine.open(job.folder);
  await index.words(searches[0]!);
  emit({ kind: "open", figures: { startMs: performance.now() - openedAt } });
  for (const phase of job.phases) await runPhase({ index, job, emit }, phase, searches);
  if (job.phases.includes("meaning")) await runRecall(index, queries, emit);
  const serverBytes = await index.serverBytes?.();
  const bytes = process.memoryUsage().rss;
  emit({ kind: "memory", bytes, ...(serverBytes !== undefined && { serverBytes }) });
  await index.close();
}

interface Run {
  readonly index: OpenEngine;
  readonly job: Job;
  readonly emit: Emit;
}

async function runPhase(
  { index, job, emit }: Run,
  phase: Job["phases"][number],
  searches: readonly BenchSearch[],
): Promise<void> {
  const ask = index[phase];
  if (!ask) return;
  const budgetMs = job.budgetS * 1000;
  // Before the clock runs, as far as a tenth of the budget goes: a site runs for long.
  const warming = Array.from({ length: WARM_ROUNDS }, () => searches).flat();
  await timeSearches(warming, ask, { budgetMs: budgetMs / 10 });
  const timing = await timeSearches(searches, ask, { budgetMs, serverCpuMs: index.serverCpuMs });
  emit({ kind: "phase", phase, timing });
}

/** Of the nearest vectors, the share that `meaning` finds; mean over the queries. */
async function runRecall(
  index: OpenEngine,
  queries: readonly BenchQuery[],
  emit: Emit,
): Promise<void> {
  if (!index.meaning) return;
  let sum = 0;
  let count = 0;
  for (const { text, vector, nearest } of queries) {
    if (vector.every((value) => value === 0)) continue;
    const found = new Set(await index.meaning({ text, vector: Float32Array.from(vector) }));
    sum += nearest.filter((id) => found.has(id)).length / Math.min(DEPTH, nearest.length);
    count++;
  }
  emit({ kind: "recall", recall20: sum / (count || 1) });
}
