import { AppError } from "#platform";
import { createAdmission, handOut, type Member } from "./admission.ts";
import type { Envelope } from "./envelope.ts";
import { createQuestionQueue, leastBusy } from "./question-queue.ts";
import type { SearchThreads, SearchThreadsParts } from "./search-threads.ts";
import { startThread, type Thread, ThreadDied } from "./thread.ts";

/** Longest wait for a thread, and longest time one may take over a question. */
const LIMIT_MS = 10_000;
/** Threads that die young in a row before the start is given up. */
const MOST_FAILURES = 3;
/** Wait before a thread that died young is replaced, doubled with each in a row. */
const RESTART_MS = 100;
const MAX_RESTART_MS = 10_000;

export interface PoolParts extends SearchThreadsParts {
  /** Number of threads, 1 or more. */
  readonly searchers: number;
  /** Told of a thread that has died and will be replaced. */
  readonly onDeath: (error: unknown) => void;
  /** Default 10 s. */
  readonly limitMs?: number;
  /** Starts a thread in place of `startThread`. */
  readonly startThread?: typeof startThread;
}

/**
 * Threads that search the same memory. Each has the whole index; the thread that made the
 * pool has nothing of it. The first reads the saved index, the others take it over from
 * those that have it, while these answer.
 *
 * @throws Error when threads die before any is ready.
 */
export async function createThreadPool(parts: PoolParts): Promise<SearchThreads> {
  const limitMs = parts.limitMs ?? LIMIT_MS;
  const members = new Set<Member>();
  const ready = () => [...members].filter(({ isReady }) => isReady).map(({ thread }) => thread);
  const queue = createQuestionQueue(ready, limitMs);
  const readiness = createReadiness();
  const onReady = () => {
    readiness.announce();
    queue.drain();
  };
  const threads = startMembers({ ...parts, limitMs, members, ready, onReady });
  const close = async () => {
    queue.close();
    readiness.close();
    await threads.close();
  };
  try {
    await Promise.race([readiness.next(), threads.failure]);
  } catch (error) {
    await close();
    throw error;
  }
  threads.addOthers();
  return {
    copies: parts.searchers,
    ask: queue.ask,
    update: (envelopes) => handOut(members, envelopes),
    lend: () => lendFrom(ready, readiness.next),
    close,
  };
}

interface MembersParts extends PoolParts {
  readonly limitMs: number;
  readonly members: Set<Member>;
  readonly ready: () => Iterable<Thread>;
  readonly onReady: () => void;
}

/** Starts the first thread, and replaces those that die. */
function startMembers({ settings, limitMs, vet, members, ready, ...parts }: MembersParts) {
  const begin = parts.startThread ?? startThread;
  const admit = createAdmission(vet, ready);
  const failure = Promise.withResolvers<never>();
  failure.promise.catch(() => {});
  let failures = 0;
  let isClosed = false;
  let restart: NodeJS.Timeout | undefined;
  const start = (): void => {
    if (isClosed) return;
    const onDeath = (error: unknown) => replace(member, error);
    const thread = begin({ settings, limitMs, onDeath });
    const member: Member = { thread, isReady: false, held: undefined };
    members.add(member);
    admit(member).then(parts.onReady, () => thread.terminate());
  };
  const replace = (member: Member, error: unknown): void => {
    members.delete(member);
    if (isClosed) return;
    parts.onDeath(error);
    failures = member.isReady ? 0 : failures + 1;
    if (failures >= MOST_FAILURES) failure.reject(error);
    const waitMs = failures === 0 ? 0 : Math.min(MAX_RESTART_MS, RESTART_MS * 2 ** failures);
    restart = setTimeout(start, waitMs);
  };
  start();
  return {
    failure: failure.promise,
    addOthers: () => {
      for (let count = 1; count < parts.searchers; count++) start();
    },
    close: async () => {
      isClosed = true;
      clearTimeout(restart);
      await Promise.all([...members].map(({ thread }) => thread.terminate()));
    },
  };
}

/** Lets others wait for the next thread that gets ready. */
function createReadiness() {
  let next = Promise.withResolvers<void>();
  let isClosed = false;
  next.promise.catch(() => {});
  return {
    next: () => next.promise,
    announce: () => {
      // A thread may still get its copy of the index while the pool closes.
      if (isClosed) return;
      next.resolve();
      next = Promise.withResolvers();
      next.promise.catch(() => {});
    },
    close: () => {
      isClosed = true;
      next.reject(new AppError("unavailable", "The search is closed."));
    },
  };
}

/** The index of any thread that has it. */
async function lendFrom(
  ready: () => Iterable<Thread>,
  nextReady: () => Promise<void>,
): Promise<Envelope> {
  for (;;) {
    const thread = leastBusy(ready());
    if (!thread) {
      await nextReady();
      continue;
    }
    try {
      return await thread.lend();
    } catch (error) {
      if (!(error instanceof ThreadDied)) throw error;
    }
  }
}
