import { flushCompileCache } from "node:module";
import { parentPort, workerData } from "node:worker_threads";
import type { IndexState, IndexUpdate } from "../indexing/messages.ts";
import { createTurns } from "../indexing/turns.ts";
import { type Envelope, seal, unseal } from "./envelope.ts";
import { toFailure } from "./failure.ts";
import { loadSaved } from "./load-saved.ts";
import type { ThreadReply, ThreadRequest, ThreadSettings } from "./messages.ts";
import { createMemoryRelease } from "./release-memory.ts";
import { createSearcher } from "./searcher.ts";
import { warmUp } from "./warm-up.ts";

/** Answers searches over memory it shares with other threads. Loaded by `search-worker.ts`. */
const settings = workerData as ThreadSettings;
const port = parentPort!;
const letGo = createMemoryRelease();
const searcher = createSearcher(settings.shipped, letGo);
const inTurn = createTurns();
/** By then what a search needs is loaded; a thread that is ended at once saves nothing. */
setTimeout(flushCompileCache, 3_000).unref();

port.on("message", (request: ThreadRequest) => inTurn(() => handle(request)));

async function handle(request: ThreadRequest): Promise<void> {
  if (request.kind === "update") return searcher.update(unseal<IndexUpdate>(request.envelope));
  if (request.kind === "adopt") {
    searcher.adopt(unseal<IndexState>(request.envelope));
    return warmUp(searcher);
  }
  const { id } = request;
  try {
    if (request.kind === "lend") lend(id, seal(searcher.state()));
    else reply({ id, answer: await answerOf(request) });
  } catch (error) {
    if (request.kind === "load") letGo(Number.POSITIVE_INFINITY);
    reply({ id, failure: toFailure(error) });
  }
}

async function answerOf(request: Exclude<ThreadRequest, { kind: "update" | "adopt" | "lend" }>) {
  if (request.kind !== "load") return searcher.answer(request);
  const { indexDir, shipped } = settings;
  return loadSaved(searcher, { indexDir, space: shipped.identity });
}

function lend(id: number, envelope: Envelope): void {
  port.postMessage({ id, envelope } satisfies ThreadReply, [envelope]);
}

function reply(message: ThreadReply): void {
  port.postMessage(message);
}
