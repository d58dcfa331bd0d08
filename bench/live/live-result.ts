import type { Timing } from "../measure/timing.ts";

type Quantiles = Omit<Timing, "cpuMean">;

/** Ours under load, through its public face. Milliseconds. */
export interface LiveResult {
  readonly papers: number;
  readonly arriving: {
    readonly perSecond: number;
    /** Searches before any paper arrives, and while they do. */
    readonly before: Quantiles;
    readonly meanwhile: Quantiles;
    /** From the commit of a paper to the first search that finds it. */
    readonly findable: Quantiles;
  };
  readonly concurrent: readonly ConcurrentResult[];
}

export interface ConcurrentResult {
  readonly threads: number;
  readonly searchers: number;
  readonly searchesPerSecond: number;
  readonly p99: number;
  /** Longest time for which the event loop did nothing else. */
  readonly longestHold: number;
  /** The same while nobody searches: what other work on the machine does to it. */
  readonly idleHold: number;
}
