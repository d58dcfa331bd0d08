import { oursIn } from "./marks.ts";
import type { BenchResult } from "./result.ts";
import { count, figure, table } from "./table.ts";

/** Searches of one reader in a day, and the share of a day's searches in its busiest hour. */
const SEARCHES_PER_DAY = 10;
const BUSIEST_HOUR = 0.1;
const READERS = 1_000_000;
const SIZES = [3_000_000, 30_000_000, 250_000_000];
/** Cores are given no more work than this share of their time, or waiting grows. */
const LOAD = 0.6;

/** What one measured size says of larger ones: all figures in proportion to papers. */
export function scalingTable(result: BenchResult): string | undefined {
  const ours = oursIn(result);
  const { build, memory, phases } = ours ?? {};
  if (!build || !memory || !phases?.hybrid) return undefined;
  const { papers } = build;
  const searchMs = phases.hybrid.cpuMean;
  const rows = [papers, ...SIZES].map((size) => {
    const times = size / papers;
    const cpuMs = searchMs * times;
    return [
      count(size),
      figure((memory.bytes * times) / 1e9),
      figure((build.diskBytes * times) / 1e9),
      figure((build.cpuS * times) / 60),
      figure(cpuMs),
      figure((LOAD * 1000) / cpuMs),
      figure((searchesPerSecond(READERS) * cpuMs) / 1000 / LOAD),
    ];
  });
  const head = [
    "papers",
    "memory GB",
    "index on disk GB",
    "build CPU min",
    "hybrid CPU ms",
    "searches/s per core",
    `cores for ${count(READERS)} readers`,
  ];
  return table(head, rows);
}

/** Searches in a second of the busiest hour. */
export function searchesPerSecond(readers: number): number {
  return (readers * SEARCHES_PER_DAY * BUSIEST_HOUR) / 3600;
}
