import { parentPort } from "node:worker_threads";
import { AppError } from "#platform";
import type { WorkerMessage } from "./run-worker.ts";

/** How often progress is told; more often would only cost the other thread time. */
const PROGRESS_INTERVAL_MS = 100;

/** The worker's side of `runWorker`: does the work once and tells how it went. */
export async function serveWorker<Progress, Result>(
  work: (onProgress: (progress: Progress) => void) => Promise<Result>,
): Promise<void> {
  const tell = (message: WorkerMessage<Progress, Result>) => parentPort?.postMessage(message);
  let toldAtMs = 0;
  const onProgress = (progress: Progress) => {
    const nowMs = performance.now();
    if (nowMs - toldAtMs < PROGRESS_INTERVAL_MS) return;
    toldAtMs = nowMs;
    tell({ kind: "progress", progress });
  };
  try {
    tell({ kind: "done", result: await work(onProgress) });
  } catch (error) {
    const isExpected = error instanceof AppError;
    const message = isExpected ? error.message : String((error as Error).stack ?? error);
    tell({ kind: "failed", code: isExpected ? error.code : undefined, message });
  }
}
