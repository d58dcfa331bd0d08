import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Job, JobEvent } from "./job.ts";

const script = fileURLToPath(new URL("engine-process.ts", import.meta.url));
/** Memory of JavaScript objects that an engine may take, MiB. */
const HEAP_MIB = 10_240;
/** An engine ends its phase by itself at the budget; one that does not is ended after this. */
const GRACE = 2;

export interface Outcome {
  readonly events: readonly JobEvent[];
  /** Why the job is not done; `undefined` when it is. */
  readonly failure?: string;
}

/** Does a job in a process of its own; ends it when it says nothing for twice the budget. */
export async function runProcess(job: Job): Promise<Outcome> {
  const words = [`--max-old-space-size=${HEAP_MIB}`, script, JSON.stringify(job)];
  const env = { ...process.env, ...lanceEnvironment() };
  const child = spawn(process.execPath, words, { env, stdio: ["ignore", "pipe", "pipe"] });
  const events: JobEvent[] = [];
  let isLate = false;
  const end = () => {
    isLate = true;
    child.kill("SIGKILL");
  };
  let timer = setTimeout(end, job.budgetS * 1000 * GRACE);
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaint = (complaint + text).slice(-2_000);
  });
  createInterface({ input: child.stdout }).on("line", (line) => {
    if (!line.startsWith("{")) return;
    events.push(JSON.parse(line) as JobEvent);
    clearTimeout(timer);
    timer = setTimeout(end, job.budgetS * 1000 * GRACE);
  });
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  clearTimeout(timer);
  if (isLate) return { events, failure: `did not finish in ${job.budgetS * GRACE} s` };
  const failed = events.find((event) => event.kind === "failed");
  if (failed) return { events, failure: failed.message };
  if (code !== 0) return { events, failure: lastWords(complaint) ?? `ended with status ${code}` };
  return { events };
}

/**
 * LanceDB would write a warning for every query, and with fewer than four threads of its own
 * its full-text indexing waits for itself for ever (0.31.0 at 87,288 papers).
 */
function lanceEnvironment() {
  const threads = Math.max(4, availableParallelism());
  return { LANCEDB_LOG: "error", LANCE_CPU_THREADS: `${threads}` };
}

/** The line of a crash that says why. */
function lastWords(complaint: string): string | undefined {
  const lines = complaint.split("\n").filter((line) => /error|memory/i.test(line));
  return lines[0]?.trim();
}
