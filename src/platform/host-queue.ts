export interface HostQueueOptions {
  readonly intervalMs: number;
  readonly now: () => number;
  readonly sleep: (delayMs: number) => Promise<unknown>;
}

/** Runs one task at a time per host, each at least `intervalMs` after the last one ended. */
export interface HostQueue {
  run<T>(host: string, task: () => Promise<T>): Promise<T>;
  /** Nothing goes to this host before `delayMs` have passed. */
  holdOff(host: string, delayMs: number): void;
}

export function createHostQueue({ intervalMs, now, sleep }: HostQueueOptions): HostQueue {
  const tails = new Map<string, Promise<unknown>>();
  const notBefore = new Map<string, number>();

  function holdOff(host: string, delayMs: number): void {
    notBefore.set(host, Math.max(notBefore.get(host) ?? 0, now() + delayMs));
  }

  async function runInTurn<T>(host: string, task: () => Promise<T>): Promise<T> {
    const waitMs = (notBefore.get(host) ?? 0) - now();
    if (waitMs > 0) await sleep(waitMs);
    try {
      return await task();
    } finally {
      holdOff(host, intervalMs);
    }
  }

  return {
    holdOff,
    run(host, task) {
      const turn = (tails.get(host) ?? Promise.resolve()).then(() => runInTurn(host, task));
      tails.set(
        host,
        turn.catch(() => {}),
      );
      return turn;
    },
  };
}
