import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { DatabaseSettings } from "#platform";
import type { FollowReply } from "./follow-worker.ts";

const entry = new URL("./follow-worker.ts", import.meta.url);

/** A worker without work for so long is let go, with its connections. */
const IDLE_MS = 10_000;

/** The worker that follows the change log, started when there is work. */
export interface Follower {
  /** One run at a time. @throws Error when it fails or the worker dies; the next starts another. */
  run(): Promise<void>;
  close(): Promise<void>;
}

export function createFollower(settings: DatabaseSettings): Follower {
  let worker: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  const close = async (): Promise<void> => {
    clearTimeout(idle);
    const stopped = worker;
    worker = undefined;
    await stopped?.terminate();
  };
  return {
    run: async () => {
      clearTimeout(idle);
      worker ??= new Worker(entry, { workerData: settings });
      worker.ref();
      try {
        await converse(worker);
      } catch (error) {
        await close();
        throw error;
      } finally {
        worker?.unref();
        idle = setTimeout(close, IDLE_MS).unref();
      }
    },
    close,
  };
}

async function converse(worker: Worker): Promise<void> {
  const ended = new AbortController();
  const { signal } = ended;
  try {
    worker.postMessage("follow");
    const reply = await Promise.race([
      once(worker, "message", { signal }).then(([message]) => message as FollowReply),
      once(worker, "exit", { signal }).then(([code]): FollowReply => {
        return { error: { message: `The search worker ended (${code})`, stack: "" } };
      }),
    ]);
    if (!reply.error) return;
    throw Object.assign(new Error(reply.error.message), { stack: reply.error.stack });
  } finally {
    ended.abort();
  }
}
