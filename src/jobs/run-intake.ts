import type { ImportSummary, IntakeProgress, IntakeRequest } from "./intake-request.ts";
import { runWorker } from "./run-worker.ts";

/**
 * Takes papers in on a thread of its own.
 *
 * @throws AppError as the worker met it, or `unavailable` when it was stopped.
 */
export function runIntake(
  request: IntakeRequest,
  onProgress: (progress: IntakeProgress) => void,
  signal?: AbortSignal,
): Promise<ImportSummary> {
  const file = new URL("./intake-worker.ts", import.meta.url);
  return runWorker({ file, data: request, onProgress, signal });
}
