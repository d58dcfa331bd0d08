import { monitorEventLoopDelay } from "node:perf_hooks";
import type { Digests } from "#digests";
import type { MemoryFigures, ThreadWatch } from "./watch-memory.ts";

const NANOSECONDS = 1e6;

/** What making one day's issues cost. */
export interface ComposeFigures extends MemoryFigures {
  readonly made: number;
  readonly seconds: number;
  readonly perSecond: number;
  /** Of all threads, a digest. */
  readonly cpuMs: number;
  /** How long the thread that answers people was held up; 99 of 100 times, and at most. */
  readonly heldUpMs: { readonly p99: number; readonly most: number };
}

export async function measureCompose(
  digests: Digests,
  now: Date,
  threads: ThreadWatch,
): Promise<ComposeFigures> {
  const remember = threads.measure();
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const cpuBefore = process.cpuUsage();
  const started = performance.now();
  const { made } = await digests.compose(now);
  const seconds = (performance.now() - started) / 1_000;
  const { user, system } = process.cpuUsage(cpuBefore);
  delay.disable();
  return {
    made,
    seconds,
    perSecond: made / seconds,
    cpuMs: (user + system) / 1_000 / made,
    ...(await remember()),
    heldUpMs: { p99: delay.percentile(99) / NANOSECONDS, most: delay.max / NANOSECONDS },
  };
}
