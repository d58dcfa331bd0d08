import type { Timing } from "./timing.ts";

export const searchPhases = ["words", "meaning", "hybrid", "filtered"] as const;
export type SearchPhase = (typeof searchPhases)[number];

/** What a process of one engine is to do; its one argument, as JSON. */
export interface Job {
  readonly engine: string;
  readonly stage: "build" | "search" | "quality";
  readonly corpus: string;
  readonly folder: string;
  readonly phases: readonly SearchPhase[];
  /** Test collections in BEIR layout. */
  readonly collections: readonly string[];
  /** Time for each phase; at its end an engine reports what it has done. */
  readonly budgetS: number;
}

export interface BuildFigures {
  readonly papers: number;
  /** Without reading the corpus. */
  readonly wallS: number;
  readonly cpuS: number;
  /** Work on an index that is searched already: ours fits a space of its own papers. */
  readonly refineS?: number;
  readonly saveS?: number;
  readonly diskBytes: number;
}

export interface OpenFigures {
  /** From nothing loaded to the first answer. */
  readonly startMs: number;
}

/** nDCG@10 of one collection. */
export interface QualityFigures {
  readonly collection: string;
  readonly words: number;
  readonly hybrid?: number;
}

/** A line that the process prints. */
export type JobEvent =
  | { readonly kind: "build"; readonly figures: BuildFigures }
  | { readonly kind: "open"; readonly figures: OpenFigures }
  | { readonly kind: "phase"; readonly phase: SearchPhase; readonly timing: Timing }
  | { readonly kind: "recall"; readonly recall20: number }
  | { readonly kind: "memory"; readonly bytes: number; readonly serverBytes?: number }
  | { readonly kind: "quality"; readonly figures: QualityFigures }
  | { readonly kind: "failed"; readonly message: string };
