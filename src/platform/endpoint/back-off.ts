import { setTimeout as sleepFor } from "node:timers/promises";
import { AppError } from "../errors.ts";

/** A failure that may pass, and when the other side wants to be asked again. */
export class TransientFailure extends Error {
  readonly retryAfterMs: number | undefined;

  constructor(message: string, retryAfterMs?: number, options?: ErrorOptions) {
    super(message, options);
    this.retryAfterMs = retryAfterMs;
  }
}

export interface BackOffOptions {
  /** First wait; doubled each time, and up to a quarter longer, by chance. */
  readonly firstWaitMs: number;
  readonly attempts: number;
  /** When asked to wait longer than this, the work ends. */
  readonly longestWaitMs: number;
  readonly sleep?: (delayMs: number, signal: AbortSignal | undefined) => Promise<unknown>;
}

/**
 * Runs works that all knock at one door: when one is told to wait, all wait.
 */
export function createBackOff(options: BackOffOptions) {
  const sleep = options.sleep ?? ((ms, signal) => sleepFor(ms, undefined, signal && { signal }));
  let closedUntilMs = 0;

  async function waitForDoor(signal: AbortSignal | undefined): Promise<void> {
    for (;;) {
      const waitMs = closedUntilMs - performance.now();
      if (waitMs <= 0) return;
      await sleep(waitMs, signal);
    }
  }

  /**
   * @throws AppError `rate_limited` when asked to wait too long, `unavailable` when the last
   *   attempt fails in passing; whatever else `work` throws, at once.
   */
  return async function knock<T>(
    work: () => Promise<T>,
    { attempts = options.attempts, signal }: { attempts?: number; signal?: AbortSignal } = {},
  ): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      if (attempts > 1) await waitForDoor(signal);
      signal?.throwIfAborted();
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof TransientFailure)) throw error;
        const ownWaitMs = options.firstWaitMs * 2 ** (attempt - 1) * (1 + Math.random() / 4);
        const waitMs = error.retryAfterMs ?? ownWaitMs;
        const code = error.retryAfterMs === undefined ? "unavailable" : "rate_limited";
        closedUntilMs = Math.max(closedUntilMs, performance.now() + waitMs);
        if (attempt < attempts && waitMs <= options.longestWaitMs) continue;
        throw new AppError(code, error.message, { cause: error });
      }
    }
  };
}
