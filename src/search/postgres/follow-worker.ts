import { parentPort, workerData } from "node:worker_threads";
import { createPapers } from "#papers";
import { type DatabaseSettings, openDatabase, systemClock } from "#platform";
import { loadSpace } from "../semantic/load-space.ts";
import { followLog } from "./follow-log.ts";

/** Answered when a run along the change log has ended. */
export type FollowReply = { readonly error?: { readonly message: string; readonly stack: string } };

/** Takes papers into the tables of search, beside the thread that answers requests. */
const database = await openDatabase(workerData as DatabaseSettings, { isWorker: true });
const papers = createPapers({ database, clock: systemClock });
const space = await loadSpace();
const port = parentPort!;

port.on("message", () => {
  followLog({ database, papers, space }).then(
    () => port.postMessage({} satisfies FollowReply),
    (error: Error) => {
      const { message, stack = "" } = error;
      port.postMessage({ error: { message, stack } } satisfies FollowReply);
    },
  );
});
