import { setTimeout as sleep } from "node:timers/promises";
import type { Run } from "./run.ts";
import type { WrittenDelivery } from "./write-mails.ts";

/** Longer than this a run waits for nobody. */
const MOST_WAIT_MS = 5_000;
const LOOK_AGAIN_MS = 1_000;

type Waiting = WrittenDelivery & { readonly waitUntil: Date };

/**
 * Takes the first message that may go now out of the queue; where none may, waits for the one
 * that may soonest. One whose turn comes much later is handed out with the instant.
 */
export async function takeNext(
  run: Run,
  queue: WrittenDelivery[],
  isOver: () => boolean,
): Promise<WrittenDelivery | Waiting | undefined> {
  while (queue.length > 0 && !isOver()) {
    const now = run.now();
    let soonestMs = LOOK_AGAIN_MS;
    for (const written of [...queue]) {
      const { notBefore } = await run.mail.pace.take(written.row.subscriber.email, now);
      const waitMs = notBefore ? notBefore.getTime() - now.getTime() : 0;
      if (notBefore && waitMs <= MOST_WAIT_MS) {
        soonestMs = Math.min(soonestMs, waitMs);
        continue;
      }
      const at = queue.indexOf(written);
      // Another connection may have taken it meanwhile; the place in the line is then its own.
      if (at < 0) continue;
      queue.splice(at, 1);
      return notBefore ? { ...written, waitUntil: notBefore } : written;
    }
    await sleep(soonestMs);
  }
  return undefined;
}
