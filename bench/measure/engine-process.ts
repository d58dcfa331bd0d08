/** One engine in a process of its own: does the job of its one argument, prints events. */

import type { BenchEngine } from "../engines/engine.ts";
import { loadEngine } from "../engines/index.ts";
import type { Job, JobEvent } from "./job.ts";

const job = JSON.parse(process.argv[2] ?? "{}") as Job;
const emit = (event: JobEvent) => void process.stdout.write(`${JSON.stringify(event)}\n`);

type Stage = (engine: BenchEngine, job: Job, emit: (event: JobEvent) => void) => Promise<void>;

/** Loaded when asked for, so that a process holds nothing but what it measures. */
const stages: Readonly<Record<Job["stage"], () => Promise<Stage>>> = {
  build: async () => (await import("./build-index.ts")).buildIndex,
  search: async () => (await import("./measure-searches.ts")).measureSearches,
  quality: async () => (await import("./measure-quality.ts")).measureQuality,
};

try {
  const stage = await stages[job.stage]();
  await stage(await loadEngine(job.engine), job, emit);
} catch (error) {
  emit({ kind: "failed", message: error instanceof Error ? error.message : String(error) });
  process.exitCode = 1;
}
