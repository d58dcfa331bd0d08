import { parentPort, workerData } from "node:worker_threads";
import { createPapers } from "#papers";
import { openDatabase, systemClock } from "#platform";
import { followChanges } from "./indexing/follow-changes.ts";
import { landmarkAt } from "./indexing/landmark.ts";
import type {
  IndexUpdate,
  WorkerReply,
  WorkerRequest,
  WorkerSettings,
} from "./indexing/messages.ts";
import { loadSpace } from "./semantic/load-space.ts";
import { saveIndex } from "./storage/save-index.ts";

/** Runs beside the searching thread: reads changed papers, builds, merges, saves segments. */
const settings = workerData as WorkerSettings;
const port = parentPort!;
const database = await openDatabase(settings.databaseSettings, { isWorker: true });
const papers = createPapers({ database, clock: systemClock });
const space = await loadSpace(settings.spacePath);
let onApplied = () => {};

port.on("message", (request: WorkerRequest) => {
  if (request.kind === "applied") return onApplied();
  answer(request).then(reply, (error: Error) => {
    reply({ kind: "failed", message: error.message, stack: error.stack ?? "" });
  });
});

function reply(message: WorkerReply): void {
  port.postMessage(message);
}

async function answer(request: Exclude<WorkerRequest, { kind: "applied" }>): Promise<WorkerReply> {
  if (request.kind === "catchUp") {
    await followChanges({ papers, spaces: [space], publish }, request.state);
    return { kind: "done" };
  }
  const { state, written } = request;
  const landmark = await landmarkAt(papers, state.seq);
  await saveIndex(settings.indexDir, { space: space.identity, landmark, ...state }, written);
  return { kind: "done", written };
}

function publish(update: IndexUpdate): Promise<void> {
  return new Promise((resolve) => {
    onApplied = resolve;
    reply({ kind: "update", update });
  });
}
