import { availableParallelism } from "node:os";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout } from "node:timers/promises";
import type { App } from "../../src/app.ts";
import { summarise } from "../measure/timing.ts";
import type { ConcurrentResult } from "./live-result.ts";

const SEARCHERS = 20;
const RESOLUTION_MS = 1;

/** A running site with so many search threads. */
type WithSite = <T>(searchers: number, use: (app: App) => Promise<T>) => Promise<T>;

interface ConcurrentOptions {
  readonly queries: readonly string[];
  readonly seconds: number;
  readonly note: (text: string) => void;
}

/** Twenty who search at once, with one search thread and with as many as there are cores. */
export async function measureConcurrent(
  withSite: WithSite,
  { queries, seconds, note }: ConcurrentOptions,
): Promise<ConcurrentResult[]> {
  const results: ConcurrentResult[] = [];
  for (const threads of new Set([1, availableParallelism()])) {
    note(`the site: ${SEARCHERS} searchers, ${threads} search threads`);
    results.push(
      await withSite(threads, async (app) => {
        await searchAll(app, queries, 1);
        const idleHold = await longestHoldOf(() => setTimeout(seconds * 1000));
        return { threads, ...(await searchAll(app, queries, seconds)), idleHold };
      }),
    );
  }
  return results;
}

async function searchAll({ search }: App, queries: readonly string[], seconds: number) {
  const times: number[] = [];
  const started = performance.now();
  const until = started + seconds * 1000;
  const ask = async (_: unknown, first: number) => {
    for (let at = first; performance.now() < until; at++) {
      const askedAt = performance.now();
      await search.find({ query: queries[(at * 7) % queries.length]! });
      times.push(performance.now() - askedAt);
    }
  };
  const longestHold = await longestHoldOf(() =>
    Promise.all(Array.from({ length: SEARCHERS }, ask)),
  );
  return {
    searchers: SEARCHERS,
    searchesPerSecond: (times.length * 1000) / (performance.now() - started),
    p99: summarise(times).p99,
    longestHold,
  };
}

/** Longest time that the event loop did not turn during a work, milliseconds. */
async function longestHoldOf(work: () => Promise<unknown>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  await work();
  delay.disable();
  return Math.max(0, delay.max / 1e6 - RESOLUTION_MS);
}
