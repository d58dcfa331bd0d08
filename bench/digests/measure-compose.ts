import { monitorEventLoopDelay } from "node:perf_hooks";
import type { Digests } from "#digests";

const SAMPLE_MS = 500;
const MEGABYTE = 1e6;
const NANOSECONDS = 1e6;

/** What making one day's issues cost. */
export interface ComposeFigures {
  readonly made: number;
  readonly seconds: number;
  readonly perSecond: number;
  /** Of all threads, a digest. */
  readonly cpuMs: number;
  /** Resident megabytes after a tenth, a half and all of the time, and at most. */
  readonly memoryMb: readonly [number, number, number];
  readonly peakMb: number;
  /** How long the thread that answers people was held up; 99 of 100 times, and at most. */
  readonly heldUpMs: { readonly p99: number; readonly most: number };
}

export async function measureCompose(digests: Digests, now: Date): Promise<ComposeFigures> {
  const samples: number[] = [];
  const sample = () => samples.push(process.memoryUsage.rss() / MEGABYTE);
  const timer = setInterval(sample, SAMPLE_MS);
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const cpuBefore = process.cpuUsage();
  const started = performance.now();
  const { made } = await digests.compose(now);
  const seconds = (performance.now() - started) / 1_000;
  const { user, system } = process.cpuUsage(cpuBefore);
  delay.disable();
  clearInterval(timer);
  sample();
  const at = (share: number) => Math.round(samples[Math.floor(share * (samples.length - 1))] ?? 0);
  return {
    made,
    seconds,
    perSecond: made / seconds,
    cpuMs: (user + system) / 1_000 / made,
    memoryMb: [at(0.1), at(0.5), at(1)],
    peakMb: Math.round(Math.max(...samples)),
    heldUpMs: { p99: delay.percentile(99) / NANOSECONDS, most: delay.max / NANOSECONDS },
  };
}
