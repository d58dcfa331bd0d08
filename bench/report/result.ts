import type { LiveResult } from "../live/live-result.ts";
import type { EngineResult } from "../measure/measure-engine.ts";

/** All that one run measured. */
export interface BenchResult {
  readonly papers: number;
  /** What the papers are. */
  readonly source: string;
  readonly queries: number;
  readonly budgetS: number;
  /** Processor, cores, memory, Node. */
  readonly machine: string;
  readonly day: string;
  readonly engines: readonly EngineResult[];
  /** Ours, searched while papers arrive. */
  readonly live?: LiveResult;
}
