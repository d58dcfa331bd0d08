import { readFile } from "node:fs/promises";
import { cpus, loadavg, totalmem } from "node:os";

/** Processor, cores, memory, Node, and how busy the machine is, in one line. */
export async function describeMachine(): Promise<string> {
  const memory = Math.round(totalmem() / 2 ** 30);
  const model = (await processorName()) ?? process.arch;
  const load = `load average ${loadavg()[1]?.toFixed(1)}`;
  return `${cpus().length} cores of ${model}, ${memory} GiB, Node ${process.versions.node}, ${load}`;
}

async function processorName(): Promise<string | undefined> {
  const text = await readFile("/proc/cpuinfo", "utf8").catch(() => "");
  return /model name\s*:\s*(.+)/.exec(text)?.[1]?.trim() || cpus()[0]?.model.trim();
}
