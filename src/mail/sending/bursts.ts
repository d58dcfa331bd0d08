import type { MailEvent } from "../addresses.ts";
import type { StateStore } from "./store.ts";

/** With fewer messages a share says nothing. */
const FEWEST_SENT = 100;
const MOST_BOUNCED = 0.05;
const MOST_COMPLAINTS = 0.003;
/** A share of a few hundred may be one reader's bad day. */
const FEWEST_COMPLAINTS = 3;

const PREFIX = "issue ";

/** What an event counts as, and the kinds that are the same of one message. */
const counted = {
  bounces: ["hard", "blocked"],
  complaints: ["complaint"],
} as const satisfies Record<string, readonly MailEvent["kind"][]>;

/** @returns the kinds that count as one of a message with this one; empty: it does not count. */
export function countedWith(kind: MailEvent["kind"]): readonly MailEvent["kind"][] {
  const alike: readonly (readonly MailEvent["kind"][])[] = Object.values(counted);
  return alike.find((kinds) => kinds.includes(kind)) ?? [];
}

export interface Bursts {
  noteSent(period: string, messages: number): Promise<void>;
  /** @returns why mail should stop, if this is too much. */
  noteEvent(event: Pick<MailEvent, "kind" | "delivery">): Promise<string | undefined>;
  forgetBefore(day: string): Promise<void>;
}

/**
 * Counts what leaves and what comes back of the issues of a period. More than 5 % bounces or
 * 0.3 % complaints are more than old addresses and tired readers explain.
 */
export function createBursts(store: StateStore): Bursts {
  const counter = (period: string, what: string) => `${PREFIX}${scopeOf(period)} ${what}`;
  return {
    async noteSent(period, messages) {
      await store.add(counter(period, "sent"), messages);
    },
    async noteEvent({ kind, delivery }) {
      if (!delivery || countedWith(kind).length === 0) return undefined;
      const { period } = delivery;
      const what = kind === "complaint" ? "complaints" : "bounces";
      const came = await store.add(counter(period, what), 1);
      const sent = Number((await store.find(counter(period, "sent"))) ?? 0);
      if (sent < FEWEST_SENT) return undefined;
      const isTooMuch =
        what === "complaints"
          ? came >= FEWEST_COMPLAINTS && came > sent * MOST_COMPLAINTS
          : came > sent * MOST_BOUNCED;
      return isTooMuch ? `${came} ${what} of ${sent} messages of ${scopeOf(period)}` : undefined;
    },
    async forgetBefore(day) {
      for (const name of (await store.list(PREFIX)).keys()) {
        const period = name.slice(PREFIX.length).split(" ")[0] ?? "";
        if (period.slice(0, 4) < day.slice(0, 4) || (isDay(period) && period < day)) {
          await store.remove(name);
        }
      }
    },
  };
}

/** Issues at once are counted by their day. */
function scopeOf(period: string): string {
  return isDay(period) ? period.slice(0, 10) : period.replaceAll(" ", "-");
}

function isDay(period: string): boolean {
  return /^\d{4}-\d\d-\d\d/.test(period);
}
