import { mkdir, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { readBatches, readFacts } from "../corpus/corpus-folder.ts";
import type { BenchEngine } from "../engines/engine.ts";
import type { Job, JobEvent } from "./job.ts";
import { milliseconds } from "./timing.ts";

/** Takes the corpus in and saves it. Time of reading the corpus does not count. */
export async function buildIndex(
  engine: BenchEngine,
  job: Job,
  emit: (event: JobEvent) => void,
): Promise<void> {
  await mkdir(job.folder, { recursive: true });
  const { dimensions } = await readFacts(job.corpus);
  const clock = createClock();
  const builder = await clock.time(() => engine.build(job.folder, dimensions));
  let papers = 0;
  for await (const batch of readBatches(job.corpus)) {
    await clock.time(() => builder.add(batch));
    papers += batch.length;
    if (clock.wallMs() > job.budgetS * 1000) break;
  }
  await clock.time(() => builder.finish());
  const [wallS, cpuS] = [clock.wallMs() / 1000, clock.cpuMs() / 1000];
  const refineS = builder.refine && (await secondsOf(builder.refine));
  const saveS = builder.save && (await secondsOf(builder.save));
  const diskBytes = await bytesIn(job.folder);
  const beside = { ...(refineS && { refineS }), ...(saveS && { saveS }) };
  emit({ kind: "build", figures: { papers, wallS, cpuS, ...beside, diskBytes } });
}

async function secondsOf(work: () => void | Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
}

/** Adds up wall and CPU time of chosen works. */
function createClock() {
  let wall = 0;
  let cpu = 0;
  return {
    async time<T>(work: () => T | Promise<T>): Promise<T> {
      const at = performance.now();
      const before = process.cpuUsage();
      const result = await work();
      wall += performance.now() - at;
      cpu += milliseconds(process.cpuUsage(before));
      return result;
    },
    wallMs: () => wall,
    cpuMs: () => cpu,
  };
}

async function bytesIn(folder: string): Promise<number> {
  let bytes = 0;
  for (const path of await readdir(folder, { recursive: true })) {
    const entry = await stat(join(folder, path));
    if (entry.isFile()) bytes += entry.size;
  }
  return bytes;
}
