/** The thread that closes editions: one may hold a hundred thousand papers. */
import { workerData } from "node:worker_threads";
import { createEditions } from "#editions";
import { openDatabase, systemClock } from "#platform";
import type { FreezeRequest, FrozenEdition } from "./freeze-editions.ts";
import { serveWorker } from "./serve-worker.ts";

await serveWorker<never, FrozenEdition[]>(async () => {
  const { databaseSettings, timeZone, freezeAfterHours, periods, now } =
    workerData as FreezeRequest;
  const database = await openDatabase(databaseSettings, { isWorker: true });
  try {
    const clock = systemClock;
    const editions = createEditions({ database, clock, timeZone, freezeAfterHours });
    const frozen: FrozenEdition[] = [];
    for (const period of periods) {
      const { total } = await editions.freeze(period, now);
      frozen.push({ period, papers: total });
    }
    return frozen;
  } finally {
    await database.close();
  }
});
