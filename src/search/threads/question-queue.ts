import { AppError } from "#platform";
import type { Answer, Question } from "./messages.ts";
import { type Thread, ThreadDied } from "./thread.ts";

/** Requests a thread has at once: the next lies ready when one is answered. */
const DEPTH = 2;
/** Questions that wait for a thread; more are turned away at once. */
const MOST_WAITING = 1_000;
/** Deaths of threads that were at a question, after which it is asked no more. */
const MOST_DEATHS = 2;

interface Job extends PromiseWithResolvers<Answer> {
  readonly question: Question;
  deaths: number;
  timer?: NodeJS.Timeout;
}

/** Questions on their way to the least busy thread. */
export interface QuestionQueue {
  ask(question: Question): Promise<Answer>;
  /** Hands on what waits, as far as threads have room: call it when one gets ready. */
  drain(): void;
  /** What waits fails, and all that is asked from now on. */
  close(): void;
}

/**
 * @param ready threads that have the index.
 * @param waitMs a question that no thread took for so long is given up.
 */
export function createQuestionQueue(ready: () => Iterable<Thread>, waitMs: number): QuestionQueue {
  const waiting: Job[] = [];
  let isClosed = false;
  const drain = (): void => {
    while (waiting.length > 0) {
      const thread = leastBusy(ready());
      if (!thread || thread.underWay >= DEPTH) return;
      const job = waiting.shift()!;
      clearTimeout(job.timer);
      void hand(job, thread);
    }
  };
  const hand = async (job: Job, thread: Thread): Promise<void> => {
    try {
      job.resolve(await thread.ask(job.question));
    } catch (error) {
      retry(job, error);
    }
    drain();
  };
  const retry = (job: Job, error: unknown): void => {
    const final = finalError(job, error, isClosed);
    if (final) job.reject(final);
    else wait(job, "first");
  };
  const wait = (job: Job, place: "first" | "last"): void => {
    if (place === "first") waiting.unshift(job);
    else waiting.push(job);
    job.timer = setTimeout(() => {
      waiting.splice(waiting.indexOf(job), 1);
      job.reject(busy());
    }, waitMs);
  };
  return {
    ask: (question) => {
      const job: Job = { question, deaths: 0, ...Promise.withResolvers<Answer>() };
      const thread = waiting.length === 0 ? leastBusy(ready()) : undefined;
      if (isClosed) job.reject(closed());
      else if (thread && thread.underWay < DEPTH) void hand(job, thread);
      else if (waiting.length >= MOST_WAITING) job.reject(busy());
      else wait(job, "last");
      return job.promise;
    },
    drain,
    close: () => {
      isClosed = true;
      for (const job of waiting.splice(0)) {
        clearTimeout(job.timer);
        job.reject(closed());
      }
    },
  };
}

/** What a question fails with; `undefined` when another thread is to be asked. */
function finalError(job: Job, error: unknown, isClosed: boolean): unknown {
  if (!(error instanceof ThreadDied)) return error;
  if (isClosed) return closed();
  if (error.state === "too slow") return tooSlow();
  if (error.state === "at work" && ++job.deaths >= MOST_DEATHS) return deadly(error);
  return undefined;
}

/** The thread with the fewest requests; of several, the first, whose caches are warmest. */
export function leastBusy(threads: Iterable<Thread>): Thread | undefined {
  let best: Thread | undefined;
  for (const thread of threads) if (!best || thread.underWay < best.underWay) best = thread;
  return best;
}

const closed = () => new AppError("unavailable", "The search is closed.");
const busy = () =>
  new AppError("unavailable", "Too many searches are under way; please try again in a moment.");
const tooSlow = () =>
  new AppError("unavailable", "This search takes too long; try fewer words or conditions.");
const deadly = (cause: unknown) =>
  new AppError("unavailable", "This search could not be answered; the log says more.", { cause });
