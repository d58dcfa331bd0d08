import type { Clock, Log } from "#platform";
import type { Sending } from "../addresses.ts";
import type { Bursts } from "./bursts.ts";
import type { Copies } from "./copies.ts";
import type { StateStore } from "./store.ts";

interface SendingParts {
  readonly store: StateStore;
  readonly bursts: Bursts;
  readonly copies: Copies;
  readonly clock: Clock;
  readonly log: Pick<Log, "warn" | "info">;
  /** Why nothing that leaves would be worth anything, such as a signature that does not hold. */
  readonly obstacle: () => Promise<string | undefined>;
}

const PAUSE = "pause";

export function createSending(parts: SendingParts): Sending {
  const { store, bursts, copies, clock, log } = parts;
  let checked: Promise<void> | undefined;
  const pause = async (reason: string) => {
    const isFirst = await store.setFirst(PAUSE, `${clock.now().toISOString()} ${reason}`);
    if (isFirst) log.warn({ reason }, "sending is paused; broadsheet mail resume goes on");
  };
  const check = async () => {
    const reason = await copies.suspect();
    if (reason) await pause(reason);
  };
  return {
    async state() {
      const obstacle = await parts.obstacle();
      if (obstacle) return { isPaused: true, reason: obstacle };
      checked ??= check();
      await checked.catch((error: unknown) => {
        checked = undefined;
        throw error;
      });
      const value = await store.find(PAUSE);
      if (value === undefined) return { isPaused: false };
      const [since = ""] = value.split(" ", 1);
      return { isPaused: true, since, reason: value.slice(since.length + 1) };
    },
    pause,
    async resume() {
      await copies.accept();
      await store.remove(PAUSE);
      log.info({}, "sending goes on");
    },
    check,
    async noteSent(period, messages) {
      if (messages === 0) return;
      await bursts.noteSent(period, messages);
      await copies.count(messages);
    },
  };
}
