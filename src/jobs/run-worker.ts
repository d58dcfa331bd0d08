import { Worker } from "node:worker_threads";
import { AppError, type ErrorCode } from "#platform";

/** What a worker of this module tells the thread that started it. */
export type WorkerMessage<Progress, Result> =
  | { readonly kind: "progress"; readonly progress: Progress }
  | { readonly kind: "done"; readonly result: Result }
  | { readonly kind: "failed"; readonly code: ErrorCode | undefined; readonly message: string };

export interface WorkerRun<Progress> {
  readonly file: URL;
  /** Must survive the way to another thread. */
  readonly data: unknown;
  readonly onProgress: (progress: Progress) => void;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs a worker to its end, so that requests are answered meanwhile.
 *
 * @throws AppError as the worker met it, or `unavailable` when it was stopped; anything else
 *   is a bug.
 */
export function runWorker<Progress, Result>(run: WorkerRun<Progress>): Promise<Result> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(run.file, { workerData: run.data });
    const stop = () => void worker.terminate();
    run.signal?.addEventListener("abort", stop, { once: true });
    worker.on("message", (message: WorkerMessage<Progress, Result>) => {
      if (message.kind === "progress") run.onProgress(message.progress);
      else if (message.kind === "done") resolve(message.result);
      else reject(asError(message));
    });
    worker.on("error", reject);
    worker.on("exit", () => {
      run.signal?.removeEventListener("abort", stop);
      reject(new AppError("unavailable", "The work was stopped; run it again to go on."));
    });
  });
}

function asError(message: {
  readonly code: ErrorCode | undefined;
  readonly message: string;
}): Error {
  return message.code ? new AppError(message.code, message.message) : new Error(message.message);
}
