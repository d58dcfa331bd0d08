import { Worker } from "node:worker_threads";
import type { IndexUpdate, WorkerReply, WorkerRequest, WorkerSettings } from "./messages.ts";

const entry = new URL("../index-worker.ts", import.meta.url);

/** A worker without work for so long is let go, with all the memory it took. */
const IDLE_MS = 10_000;

/** The index worker, started when there is work. */
export interface WorkerHandle {
  /**
   * One request at a time; updates that come meanwhile go to `onUpdate`.
   * @throws Error when the work fails or the worker dies; the next call starts another.
   */
  run(
    request: Exclude<WorkerRequest, { kind: "applied" }>,
  ): Promise<WorkerReply & { kind: "done" }>;
  close(): Promise<void>;
}

export function createWorkerHandle(
  settings: WorkerSettings,
  onUpdate: (update: IndexUpdate) => void,
): WorkerHandle {
  let worker: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  const stop = async (): Promise<void> => {
    clearTimeout(idle);
    const stopped = worker;
    worker = undefined;
    await stopped?.terminate();
  };
  return {
    run: async (request) => {
      clearTimeout(idle);
      worker ??= new Worker(entry, { workerData: settings });
      try {
        return await converse(worker, request, onUpdate);
      } catch (error) {
        await stop();
        throw error;
      } finally {
        worker?.unref();
        idle = setTimeout(stop, IDLE_MS).unref();
      }
    },
    close: stop,
  };
}

function converse(
  worker: Worker,
  request: WorkerRequest,
  onUpdate: (update: IndexUpdate) => void,
): Promise<WorkerReply & { kind: "done" }> {
  return new Promise((resolve, reject) => {
    const finish = (settle: () => void) => {
      worker.off("message", onMessage).off("error", onError).off("exit", onExit);
      settle();
    };
    const onError = (error: unknown) => finish(() => reject(error));
    const onExit = () => finish(() => reject(new Error("the index worker has ended")));
    const onMessage = (reply: WorkerReply) => {
      if (reply.kind === "done") return finish(() => resolve(reply));
      if (reply.kind === "failed") {
        return finish(() => reject(new Error(reply.message, { cause: reply.stack })));
      }
      onUpdate(reply.update);
      worker.postMessage({ kind: "applied" } satisfies WorkerRequest);
    };
    worker.on("message", onMessage).on("error", onError).on("exit", onExit);
    worker.ref();
    worker.postMessage(request);
  });
}
