import { Worker } from "node:worker_threads";
import { AppError } from "#platform";
import type {
  ImportSummary,
  IntakeMessage,
  IntakeProgress,
  IntakeRequest,
} from "./intake-request.ts";

/**
 * Takes papers in on a thread of its own, so that pages are answered meanwhile.
 *
 * @throws AppError as the worker met it; anything else is a bug.
 */
export function runIntake(
  request: IntakeRequest,
  onProgress: (progress: IntakeProgress) => void,
  signal?: AbortSignal,
): Promise<ImportSummary> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./intake-worker.ts", import.meta.url), {
      workerData: request,
    });
    const stop = () => void worker.terminate();
    signal?.addEventListener("abort", stop, { once: true });
    worker.on("message", (message: IntakeMessage) => {
      if (message.kind === "progress") onProgress(message.progress);
      else if (message.kind === "done") resolve(message.summary);
      else reject(asError(message));
    });
    worker.on("error", reject);
    worker.on("exit", () => {
      signal?.removeEventListener("abort", stop);
      reject(new AppError("unavailable", "The intake was stopped; run it again to go on."));
    });
  });
}

function asError(message: Extract<IntakeMessage, { kind: "failed" }>): Error {
  return message.code ? new AppError(message.code, message.message) : new Error(message.message);
}
