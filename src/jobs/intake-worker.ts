/** The thread that takes papers in: its own connection, nothing shared but the database. */
import { workerData } from "node:worker_threads";
import { createEditions } from "#editions";
import { createPapers } from "#papers";
import { openDatabase, systemClock } from "#platform";
import { harvest } from "./harvest.ts";
import { importFiles } from "./import-files.ts";
import type { ImportSummary, IntakeProgress, IntakeRequest } from "./intake-request.ts";
import { serveWorker } from "./serve-worker.ts";

await serveWorker<IntakeProgress, ImportSummary>(async (onProgress) => {
  const request = workerData as IntakeRequest;
  const { task, timeZone, freezeAfterHours } = request;
  const clock = systemClock;
  const database = await openDatabase(request.databaseSettings, { isWorker: true });
  try {
    const papers = createPapers({ database, clock });
    const editions = createEditions({ database, clock, timeZone, freezeAfterHours });
    const parts = { papers, editions };
    if (task.kind === "files") return await importFiles(parts, { ...request, task }, onProgress);
    return await harvest({ ...parts, database }, { ...request, task }, onProgress);
  } finally {
    await database.close();
  }
});
