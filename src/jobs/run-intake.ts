import { type Clock, type DatabaseSettings, type Day, dayOf } from "#platform";
import type { ImportSummary, IntakeProgress, IntakeRequest, IntakeTask } from "./intake-request.ts";
import { runWorker } from "./run-worker.ts";

export interface RunIntakeParts {
  readonly databaseSettings: DatabaseSettings;
  readonly config: { readonly timeZone: string; readonly freezeAfterHours: number };
  readonly clock: Clock;
}

export interface IntakeOptions {
  /** Counted as first seen; today, when absent. */
  readonly seenOn?: Day | undefined;
  readonly onProgress?: (progress: IntakeProgress) => void;
  readonly signal?: AbortSignal;
}

/**
 * Takes papers in on a thread of its own.
 *
 * @throws AppError as the worker met it, or `unavailable` when it was stopped.
 */
export function runIntake(
  parts: RunIntakeParts,
  task: IntakeTask,
  options: IntakeOptions,
): Promise<ImportSummary> {
  const { timeZone, freezeAfterHours } = parts.config;
  const seenOn = options.seenOn ?? dayOf(parts.clock.now(), timeZone);
  const { databaseSettings } = parts;
  const data: IntakeRequest = { task, seenOn, databaseSettings, timeZone, freezeAfterHours };
  const file = new URL("./intake-worker.ts", import.meta.url);
  const onProgress = options.onProgress ?? (() => {});
  return runWorker({ file, data, onProgress, signal: options.signal });
}
