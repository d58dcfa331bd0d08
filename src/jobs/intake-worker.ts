/** The thread that takes papers in: its own connection, nothing shared but the database. */
import { parentPort, workerData } from "node:worker_threads";
import { createEditions } from "#editions";
import { createPapers } from "#papers";
import { AppError, openDatabase, systemClock } from "#platform";
import { harvest } from "./harvest.ts";
import { importFiles } from "./import-files.ts";
import type { IntakeMessage, IntakeProgress, IntakeRequest } from "./intake-request.ts";

/** How often progress is told; more often would only cost the other thread time. */
const PROGRESS_INTERVAL_MS = 100;

const tell = (message: IntakeMessage) => parentPort?.postMessage(message);

try {
  tell({ kind: "done", summary: await work(workerData as IntakeRequest) });
} catch (error) {
  const isExpected = error instanceof AppError;
  const message = isExpected ? error.message : String((error as Error).stack ?? error);
  tell({ kind: "failed", code: isExpected ? error.code : undefined, message });
}

async function work(request: IntakeRequest) {
  const { timeZone, freezeAfterHours } = request;
  const database = await openDatabase(request.databaseSettings, { isWorker: true });
  try {
    const parts = {
      papers: createPapers({ database, clock: systemClock }),
      editions: createEditions({ database, clock: systemClock, timeZone, freezeAfterHours }),
    };
    const { task } = request;
    if (task.kind === "files") return await importFiles(parts, { ...request, task }, throttled());
    return await harvest({ ...parts, database }, { ...request, task }, throttled());
  } finally {
    await database.close();
  }
}

function throttled(): (progress: IntakeProgress) => void {
  let toldAtMs = 0;
  return (progress) => {
    const nowMs = performance.now();
    if (nowMs - toldAtMs < PROGRESS_INTERVAL_MS) return;
    toldAtMs = nowMs;
    tell({ kind: "progress", progress });
  };
}
