import { setTimeout as sleep } from "node:timers/promises";
import { locks } from "node:worker_threads";
import { AppError } from "../../errors.ts";
import { isBusy } from "./sqlite-errors.ts";

const WAIT_MS = 10_000;
const RETRY_MS = 5;

/** Waits for the turn, runs `begin`, and returns the function that ends the turn. */
export type WriteLock = (begin: () => void) => Promise<() => void>;

/**
 * Orders the writers of one database: first come, first served among all threads of the
 * process, so that an import in a worker can not starve a click. Waiting never blocks the
 * thread. SQLite's own lock still guards against anything outside.
 *
 * @throws AppError `unavailable` when the turn does not come within ten seconds.
 */
export function createWriteLock(file: string): WriteLock {
  return (begin) =>
    new Promise((resolve, reject) => {
      const controller = new AbortController();
      // The timer also keeps the thread alive: a lock that is waited for does not.
      const timer = setTimeout(() => controller.abort(), WAIT_MS);
      locks
        .request(`sqlite:${file}`, { signal: controller.signal }, async () => {
          clearTimeout(timer);
          await beginWhenFree(begin);
          await new Promise<void>((release) => resolve(release));
        })
        .catch((error) => reject(controller.signal.aborted ? tooBusy(error) : error));
    });
}

async function beginWhenFree(begin: () => void): Promise<void> {
  const deadline = performance.now() + WAIT_MS;
  for (;;) {
    try {
      begin();
      return;
    } catch (error) {
      if (!isBusy(error)) throw error;
      if (performance.now() > deadline) throw tooBusy(error);
      await sleep(RETRY_MS);
    }
  }
}

function tooBusy(cause: unknown): AppError {
  return new AppError("unavailable", "The database is busy; try again in a moment", { cause });
}
