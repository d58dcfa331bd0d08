import { Worker } from "node:worker_threads";
import type { Envelope } from "../threads/envelope.ts";
import { type Failure, fromFailure, toFailure } from "../threads/failure.ts";
import type {
  IndexSummary,
  NumberedRequest,
  WorkerReply,
  WorkerRequest,
  WorkerSettings,
} from "./messages.ts";

const entry = new URL("../index-worker.ts", import.meta.url);

/** A worker without work for so long is let go, with all the memory it took. */
const IDLE_MS = 10_000;

export interface WorkerHandleParts {
  readonly settings: Omit<WorkerSettings, "state">;
  /** The index to go on from, whenever a worker is started. */
  readonly state: () => Promise<Envelope>;
  readonly onUpdate: (summary: IndexSummary, envelopes: readonly Envelope[]) => void;
  /** Told of what failed beside the runs, for no run fails of it. */
  readonly onTrouble: (trouble: Trouble) => void;
}

/** `worker`: the index worker died while no run was under way. */
export interface Trouble {
  readonly work: "fit" | "merge" | "worker";
  readonly failure: Failure;
}

type Done = WorkerReply & { kind: "done" };

/** The index worker, started when there is work. */
export interface WorkerHandle {
  /**
   * Requests may overlap; updates that come meanwhile go to `onUpdate`, before the run that
   * made them ends.
   *
   * @throws Error when the work fails or the worker dies; the next call starts another.
   */
  run(request: WorkerRequest): Promise<Done>;
  /** Ends the worker; what it is at fails. The next call starts another. */
  stop(): Promise<void>;
}

export function createWorkerHandle({ settings, state, ...told }: WorkerHandleParts): WorkerHandle {
  let running: Promise<Running> | undefined;
  let idle: NodeJS.Timeout | undefined;
  let lastId = 0;
  const start = async (): Promise<Running> => {
    const envelope = await state();
    return startWorker({ ...settings, state: envelope }, told);
  };
  const begin = (): Promise<Running> => {
    const mine = start();
    const forget = () => {
      if (running === mine) running = undefined;
    };
    // The next run starts another in place of one that has died.
    mine.then(({ ended }) => ended.then(forget), forget);
    return mine;
  };
  const stop = async (): Promise<void> => {
    clearTimeout(idle);
    const stopped = running;
    running = undefined;
    await stopped?.then(
      ({ worker }) => worker.terminate(),
      () => {},
    );
  };
  const rest = (): void => {
    clearTimeout(idle);
    idle = setTimeout(async () => {
      if ((await running)?.isBusy()) rest();
      else await stop();
    }, IDLE_MS).unref();
  };
  return {
    run: async (request) => {
      running ??= begin();
      const mine = running;
      try {
        return await (await mine).ask({ ...request, id: ++lastId });
      } catch (error) {
        if (running === mine) await stop();
        throw error;
      } finally {
        rest();
      }
    },
    stop,
  };
}

interface Running {
  readonly worker: Worker;
  /** Resolves when it is no more. */
  readonly ended: Promise<void>;
  ask(request: NumberedRequest): Promise<Done>;
  isBusy(): boolean;
}

type Told = Pick<WorkerHandleParts, "onUpdate" | "onTrouble">;

function startWorker(settings: WorkerSettings, { onUpdate, onTrouble }: Told): Running {
  const worker = new Worker(entry, { workerData: settings, transferList: [settings.state] });
  const waiting = createWaiting(worker);
  const ended = Promise.withResolvers<void>();
  let isMerging = false;
  worker.on("message", (reply: WorkerReply) => {
    if (reply.kind === "update") onUpdate(reply.summary, reply.envelopes);
    else if (reply.kind === "merging") isMerging = reply.isMerging;
    else if (reply.kind === "trouble") onTrouble(reply);
    else if (reply.kind === "done") waiting.take(reply.id)?.resolve(reply);
    else waiting.take(reply.id)?.reject(fromFailure(reply.failure));
  });
  worker.on("error", (error) => {
    if (waiting.size === 0) onTrouble({ work: "worker", failure: toFailure(error) });
    waiting.rejectAll(error);
  });
  worker.on("exit", () => {
    ended.resolve();
    waiting.rejectAll(new Error("the index worker has ended"));
  });
  return {
    worker,
    ended: ended.promise,
    ask: (request) => {
      const asked = waiting.add(request.id);
      worker.postMessage(request);
      return asked;
    },
    isBusy: () => waiting.size > 0 || isMerging,
  };
}

/** Runs under way; the program waits for the worker as long as there are any. */
function createWaiting(worker: Worker) {
  const waiting = new Map<number, PromiseWithResolvers<Done>>();
  const take = (id: number): PromiseWithResolvers<Done> | undefined => {
    const asked = waiting.get(id);
    waiting.delete(id);
    if (waiting.size === 0) worker.unref();
    return asked;
  };
  return {
    get size() {
      return waiting.size;
    },
    take,
    add: (id: number): Promise<Done> => {
      const asked = Promise.withResolvers<Done>();
      waiting.set(id, asked);
      worker.ref();
      return asked.promise;
    },
    rejectAll: (error: unknown): void => {
      for (const id of [...waiting.keys()]) take(id)?.reject(error);
    },
  };
}
