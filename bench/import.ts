import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const file = join(root, "../shared/data/papers/ml-conferences.jsonl.zst");
const POLL_INTERVAL_MS = 25;
/** 87,288 records, two of which are one paper. */
const PAPERS = 87_287;

/**
 * Imports 87,288 papers into a serving program while asking it for its front page, then
 * imports the same file again from the command line.
 */
export async function run(note: (text: string) => void): Promise<Record<string, unknown>> {
  if (!existsSync(file)) return { skipped: `needs ${file}` };
  const dataDir = await mkdtemp(join(tmpdir(), "broadsheet-bench-"));
  try {
    note("first import, while serving …");
    const first = await importWhileServing(dataDir);
    note("second import …");
    return { first, second: await importAgain(dataDir) };
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

function start(words: readonly string[]) {
  const child = spawn(process.execPath, ["src/main.ts", ...words], { cwd: root });
  child.stderr.resume();
  return child;
}

async function importWhileServing(dataDir: string) {
  const startedMs = performance.now();
  const child = start(["serve", "--port", "0", "--data", dataDir, "--import", file]);
  const url = await new Promise<string>((resolve) => {
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      const match = /ready at (\S+)/.exec(text);
      if (match?.[1]) resolve(match[1]);
    });
  });
  const latenciesMs: number[] = [];
  let findable = 0;
  while (findable < PAPERS) {
    latenciesMs.push(await timeFrontPage(url));
    if (latenciesMs.length % 20 === 0) findable = await countFindable(url);
    await new Promise((resolve) => setTimeout(resolve, POLL_INTERVAL_MS));
  }
  const searchableS = (performance.now() - startedMs) / 1000;
  const peakMb = await peakMemoryMb(child.pid);
  const ended = new Promise((resolve) => child.once("close", resolve));
  child.kill("SIGTERM");
  await ended;
  latenciesMs.sort((a, b) => a - b);
  const quantile = (share: number) => latenciesMs[Math.floor(share * (latenciesMs.length - 1))];
  return {
    papers: findable,
    searchableS,
    peakMb,
    frontPage: {
      requests: latenciesMs.length,
      p50Ms: quantile(0.5),
      p99Ms: quantile(0.99),
      maxMs: quantile(1),
    },
  };
}

async function timeFrontPage(url: string): Promise<number> {
  const startedMs = performance.now();
  const response = await fetch(url);
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`the front page answered ${response.status}`);
  return performance.now() - startedMs;
}

async function countFindable(url: string): Promise<number> {
  const response = await fetch(`${url}/api/v1/status`);
  const status = (await response.json()) as { index: { papers: number } };
  return status.index.papers;
}

/** Peak resident memory by the kernel's own account; `undefined` where there is no /proc. */
async function peakMemoryMb(pid: number | undefined): Promise<number | undefined> {
  const text = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  const match = /VmHWM:\s+(\d+) kB/.exec(text);
  return match ? Number(match[1]) / 1024 : undefined;
}

async function importAgain(dataDir: string) {
  const startedMs = performance.now();
  const child = start(["import", file, "--data", dataDir, "--json"]);
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (part: string) => {
    text += part;
  });
  await new Promise((resolve) => child.once("close", resolve));
  const { read, added, merged, unchanged } = JSON.parse(text);
  return { wallS: (performance.now() - startedMs) / 1000, read, added, merged, unchanged };
}
