import { AppError, type Clock } from "#platform";
import type { Answer, Question } from "./messages.ts";
import type { Thread } from "./thread.ts";

/** Without a question for so long, threads end and give their memory back. */
const IDLE_MS = 300_000;
/** Questions that a thread has at once: the next lies ready when one is answered. */
const DEPTH = 2;

export interface PoolParts {
  start(onExit: () => void): Thread;
  readonly threads: number;
  readonly clock: Clock;
}

interface Job extends PromiseWithResolvers<Answer> {
  readonly question: Question;
  /** Readers it is for; the few go before the many. */
  readonly size: number;
}

/** Threads that are started when they are needed, and end when nobody asks. */
export interface ThreadPool {
  ask(question: Question, size: number): Promise<Answer>;
  close(): Promise<void>;
}

export function createThreadPool({ start, threads, clock }: PoolParts): ThreadPool {
  const running = new Set<Thread>();
  const waiting: Job[] = [];
  let isClosed = false;
  const endAll = () => {
    const all = [...running];
    // Whoever asks from now on gets a new one.
    running.clear();
    return Promise.all(all.map((thread) => thread.close()));
  };
  const idle = setTimeout(() => {
    if ([...running].every(({ underWay }) => underWay === 0)) void endAll();
    else idle.refresh();
  }, IDLE_MS).unref();
  const free = (): Thread | undefined => {
    const [least] = [...running].sort((one, other) => one.underWay - other.underWay);
    if (running.size < threads && (!least || least.underWay > 0)) return begin();
    return least && least.underWay < DEPTH ? least : undefined;
  };
  const begin = (): Thread => {
    const thread = start(() => running.delete(thread));
    running.add(thread);
    return thread;
  };
  const drain = (): void => {
    for (let job = waiting[0]; job; job = waiting[0]) {
      const thread = free();
      if (!thread) return;
      waiting.shift();
      thread.ask(job.question, clock.now()).then(job.resolve, job.reject).finally(drain);
    }
  };
  return {
    ask(question, size) {
      if (isClosed) return Promise.reject(closed());
      idle.refresh();
      const job: Job = { question, size, ...Promise.withResolvers<Answer>() };
      const place = waiting.findIndex((other) => other.size > size);
      waiting.splice(place < 0 ? waiting.length : place, 0, job);
      drain();
      return job.promise;
    },
    async close() {
      isClosed = true;
      clearTimeout(idle);
      for (const job of waiting.splice(0)) job.reject(closed());
      await endAll();
    },
  };
}

function closed(): AppError {
  return new AppError("unavailable", "The program is stopping.");
}
