/** What 200 searches cost: milliseconds each. */
export interface Timing {
  readonly cpuMean: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** Searches asked; fewer than there are when the budget ended. */
  readonly asked: number;
}

/** What the times were measured of. */
export interface TimingOptions {
  readonly budgetMs: number;
  /** CPU time spent for these searches in another process so far. */
  readonly serverCpuMs?: (() => Promise<number>) | undefined;
}

/** Asks each, one after the other, until the budget ends. */
export async function timeSearches<T>(
  searches: readonly T[],
  ask: (search: T) => unknown,
  { budgetMs, serverCpuMs }: TimingOptions,
): Promise<Timing> {
  const started = performance.now();
  const serverBefore = (await serverCpuMs?.()) ?? 0;
  const before = process.cpuUsage();
  const times: number[] = [];
  for (const search of searches) {
    const at = performance.now();
    const answer = ask(search);
    if (answer instanceof Promise) await answer;
    times.push(performance.now() - at);
    if (performance.now() - started > budgetMs) break;
  }
  const own = milliseconds(process.cpuUsage(before));
  const server = ((await serverCpuMs?.()) ?? 0) - serverBefore;
  return { cpuMean: (own + server) / (times.length || 1), ...summarise(times) };
}

export function summarise(times: readonly number[]): Omit<Timing, "cpuMean"> {
  const sorted = [...times].sort((a, b) => a - b);
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => quantile(sorted, share));
  return { p50: p50!, p95: p95!, p99: p99!, asked: times.length };
}

/** Nearest-rank quantile of sorted values; 0 of none. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

export function milliseconds({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1000;
}
