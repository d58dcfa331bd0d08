import { Worker } from "node:worker_threads";
import { AppError, type ErrorCode } from "#platform";
import type { Answer, Question, RecommenderSettings, ThreadReply } from "./messages.ts";

const entry = new URL("../recommend-worker.ts", import.meta.url);
const CLOSE_MS = 2_000;
/**
 * What a reader is worked out from is garbage at once: with more room for it a thread would come
 * to hold several times what it uses, and give nothing back.
 */
const resourceLimits = { maxYoungGenerationSizeMb: 32 };

/** One thread, as the one that asks it sees it. */
export interface Thread {
  /** Questions it has not answered yet. */
  readonly underWay: number;
  /** @throws AppError as it met it, or `unavailable` when the thread has ended. */
  ask(question: Question, now: Date): Promise<Answer>;
  /** Ends it after what it is doing; at the latest after two seconds. */
  close(): Promise<void>;
  /** Ends it at once. */
  stop(): Promise<void>;
}

/** @param onExit called once, when all that was under way has been rejected. */
export function startThread(settings: RecommenderSettings, onExit: () => void): Thread {
  const worker = new Worker(entry, { workerData: settings, resourceLimits });
  worker.unref();
  const waiting = new Map<number, PromiseWithResolvers<Answer>>();
  let lastId = 0;
  let reason: unknown;
  const settle = (id: number) => {
    const asked = waiting.get(id);
    waiting.delete(id);
    if (waiting.size === 0) worker.unref();
    return asked;
  };
  worker.on("message", (reply: ThreadReply) => {
    const asked = settle(reply.id);
    if ("failure" in reply) asked?.reject(toError(reply.failure));
    else asked?.resolve(reply.answer);
  });
  worker.on("error", (error) => {
    reason = error;
  });
  worker.on("exit", () => {
    const failure = new AppError("unavailable", "What readers like can not be worked out now.", {
      cause: reason,
    });
    for (const id of [...waiting.keys()]) settle(id)?.reject(failure);
    onExit();
  });
  const ask: Thread["ask"] = (question, now) => {
    const asked = Promise.withResolvers<Answer>();
    if (waiting.size === 0) worker.ref();
    waiting.set(++lastId, asked);
    worker.postMessage({ ...question, id: lastId, now: now.toISOString() });
    return asked.promise;
  };
  return {
    get underWay() {
      return waiting.size;
    },
    ask,
    async close() {
      const timer = setTimeout(() => void worker.terminate(), CLOSE_MS).unref();
      await ask({ kind: "close" }, new Date(0)).catch(() => undefined);
      clearTimeout(timer);
      await worker.terminate();
    },
    stop: async () => void (await worker.terminate()),
  };
}

function toError({ code, message }: { readonly code: string | undefined; message: string }) {
  return code === undefined ? new Error(message) : new AppError(code as ErrorCode, message);
}
