import { Worker } from "node:worker_threads";
import type { Envelope } from "./envelope.ts";
import { fromFailure } from "./failure.ts";
import type {
  Answer,
  Question,
  SavedSummary,
  ThreadReply,
  ThreadRequest,
  ThreadSettings,
} from "./messages.ts";

const entry = new URL("../search-worker.ts", import.meta.url);

/**
 * Memory of one thread beside the shared columns. The young generation is kept small: each
 * thread reserves its own, and what a search leaves behind is little.
 */
const resourceLimits = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 16 };

export interface ThreadParts {
  readonly settings: ThreadSettings;
  /** A thread that takes longer over one question is ended. */
  readonly limitMs: number;
  /** Called once, when all that was under way has been rejected. */
  readonly onDeath: (error: unknown) => void;
}

/** One search thread, as the thread that hands questions on sees it. */
export interface Thread {
  /** Requests it has not answered yet. */
  readonly underWay: number;
  /** @throws AppError as the engine met it; ThreadDied. */
  ask(question: Question): Promise<Answer>;
  load(): Promise<SavedSummary | undefined>;
  lend(): Promise<Envelope>;
  adopt(envelope: Envelope): void;
  update(envelope: Envelope): void;
  terminate(): Promise<void>;
}

/** Rejects what a thread had not answered when it died. */
export class ThreadDied extends Error {
  /** `at work`: it died of this, as far as can be known; `too slow`: it was ended for it. */
  readonly state: "waiting" | "at work" | "too slow";

  constructor(state: ThreadDied["state"], cause: unknown) {
    super("a search thread has died", { cause });
    this.state = state;
  }
}

export function startThread({ settings, limitMs, onDeath }: ThreadParts): Thread {
  const worker = new Worker(entry, { workerData: settings, resourceLimits });
  worker.unref();
  const underWay = trackRequests(worker);
  let isTooSlow = false;
  let reason: unknown = new Error("it has ended");
  const watch = setTimeout(() => {
    if (!underWay.isAtQuestion()) return;
    isTooSlow = true;
    void worker.terminate();
  }, limitMs).unref();
  worker.on("message", (reply: ThreadReply) => {
    watch.refresh();
    underWay.settle(reply);
  });
  worker.on("error", (error) => {
    reason = error;
  });
  worker.on("exit", () => {
    clearTimeout(watch);
    underWay.rejectAll(isTooSlow, reason);
    onDeath(reason);
  });
  const request = <T>(message: RequestBody): Promise<T> => {
    if (underWay.size === 0) watch.refresh();
    return underWay.send(message) as Promise<T>;
  };
  const hand = (kind: "adopt" | "update", envelope: Envelope) =>
    worker.postMessage({ kind, envelope } satisfies ThreadRequest, [envelope]);
  return {
    get underWay() {
      return underWay.size;
    },
    ask: (question) => request(question),
    load: () => request({ kind: "load" }),
    lend: () => request({ kind: "lend" }),
    adopt: (envelope) => hand("adopt", envelope),
    update: (envelope) => hand("update", envelope),
    terminate: async () => void (await worker.terminate()),
  };
}

type RequestBody = Question | { readonly kind: "load" | "lend" };

interface Asked extends PromiseWithResolvers<unknown> {
  readonly isQuestion: boolean;
}

/** What a thread has been asked and has not answered, in order. */
function trackRequests(worker: Worker) {
  const waiting = new Map<number, Asked>();
  let lastId = 0;
  const first = () => waiting.values().next().value;
  return {
    get size() {
      return waiting.size;
    },
    isAtQuestion: () => first()?.isQuestion === true,
    send: (message: RequestBody): Promise<unknown> => {
      const isQuestion = message.kind === "find" || message.kind === "similar";
      const asked = { ...Promise.withResolvers<unknown>(), isQuestion };
      if (waiting.size === 0) worker.ref();
      waiting.set(++lastId, asked);
      worker.postMessage({ ...message, id: lastId });
      return asked.promise;
    },
    settle: (reply: ThreadReply): void => {
      const asked = waiting.get(reply.id);
      waiting.delete(reply.id);
      if (waiting.size === 0) worker.unref();
      if ("failure" in reply) asked?.reject(fromFailure(reply.failure));
      else asked?.resolve("envelope" in reply ? reply.envelope : reply.answer);
    },
    rejectAll: (isTooSlow: boolean, reason: unknown): void => {
      const atWork = first();
      for (const asked of waiting.values()) {
        const state = asked !== atWork ? "waiting" : isTooSlow ? "too slow" : "at work";
        asked.reject(new ThreadDied(state, reason));
      }
      waiting.clear();
    },
  };
}
