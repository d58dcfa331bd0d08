import { readdir, readFile } from "node:fs/promises";

/**
 * CPU time that a process on this machine has used, milliseconds.
 * @throws Error where the process is elsewhere or the system has no /proc.
 */
export async function cpuMsOfProcess(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/schedstat`, "utf8");
  return Number(text.split(" ")[0]) / 1e6;
}

/** Memory of a server's processes, shared pages counted once: those with the parent of `pid`. */
export async function bytesOfProcesses(pid: number): Promise<number> {
  const parent = await parentOf(pid);
  let bytes = 0;
  for (const name of await readdir("/proc")) {
    const other = Number(name);
    if (!Number.isInteger(other)) continue;
    const isServer = other === parent || (await parentOf(other).catch(() => 0)) === parent;
    if (isServer) bytes += await proportionalBytes(other).catch(() => 0);
  }
  return bytes;
}

async function parentOf(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/stat`, "utf8");
  return Number(text.slice(text.lastIndexOf(")") + 2).split(" ")[1]);
}

async function proportionalBytes(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/smaps_rollup`, "utf8");
  return Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1] ?? 0) * 1024;
}
