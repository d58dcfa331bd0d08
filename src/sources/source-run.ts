import type { Validators } from "./source.ts";

/** One visit to a source and what it brought. */
export interface SourceRun {
  readonly source: string;
  readonly startedAt: string;
  readonly finishedAt: string | undefined;
  readonly outcome: "running" | "done" | "failed";
  /** Papers that the source told of in this run. */
  readonly records: number;
  /** For people: why it failed, or that nothing was new. */
  readonly message: string | undefined;
  readonly validators: Validators;
}
