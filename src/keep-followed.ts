import { setTimeout } from "node:timers/promises";
import type { App } from "./app.ts";

/** How often it is looked whether papers have changed, in whatever process. */
const LOOK_INTERVAL_MS = 500;
/** Papers placed at a time: pages are answered between two steps. */
const CHANGES_PER_STEP = 64;

/**
 * Lets votes and comments follow papers that turned out to be another one, and editions follow
 * votes, until told to stop. Never rejects.
 *
 * @param isTakingIn whether papers are coming in, which the editions follow by themselves.
 */
export async function keepFollowed(
  { papers, community, editions, log }: App,
  signal: AbortSignal,
  isTakingIn: () => boolean,
): Promise<void> {
  let seen = -1;
  while (!signal.aborted) {
    try {
      const seq = await papers.lastChange();
      if (seq !== seen && !isTakingIn()) {
        await community.follow();
        await editions.follow(papers, CHANGES_PER_STEP);
        seen = seq;
      }
    } catch (error) {
      if (!signal.aborted) {
        log.error({ err: error }, "votes could not be followed; it is tried again");
      }
    }
    await setTimeout(LOOK_INTERVAL_MS, undefined, { signal }).catch(() => {});
  }
}
