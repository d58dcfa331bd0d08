import type { MailEvent } from "../addresses.ts";

const DAY_MS = 86_400_000;
const SOFT_SCORE = 0.5;
const ENOUGH_SCORE = 5;
const FORGET_MS = 30 * DAY_MS;

/** How mail to an address has fared. Instants are ISO 8601. */
export interface Fare {
  readonly state: "fine" | "suppressed";
  readonly reason: "bounces" | "complaint" | "operator" | null;
  readonly score: number;
  readonly hardBounces: number;
  readonly firstHardAt: string | null;
  readonly lastBounceAt: string | null;
  readonly suppressedAt: string | null;
}

export const freshFare: Fare = {
  state: "fine",
  reason: null,
  score: 0,
  hardBounces: 0,
  firstHardAt: null,
  lastBounceAt: null,
  suppressedAt: null,
};

/**
 * What an event makes of an address. A complaint suppresses at once; "no such mailbox" the
 * second time, a day or more after the first, since one mistyped table of a mail server says it
 * of everybody for an hour; a soft bounce adds a half, once a day, and five is enough. What is
 * about us (`blocked`) changes nothing. Thirty days without a bounce forget them all.
 */
export function applyEvent(before: Fare, { kind, at }: Pick<MailEvent, "kind" | "at">): Fare {
  if (kind === "complaint") return suppress(before, "complaint", at);
  if (before.state === "suppressed" || kind === "blocked") return before;
  if (kind === "delivered") return freshFare;
  const fare = isForgotten(before, at) ? freshFare : before;
  return kind === "hard" ? applyHard(fare, at) : applySoft(fare, at);
}

/** The mark of a complaint outlives every other reason. */
export function suppress(fare: Fare, reason: NonNullable<Fare["reason"]>, at: string): Fare {
  if (fare.reason === "complaint") return fare;
  return { ...fare, state: "suppressed", reason, suppressedAt: at };
}

function applyHard(fare: Fare, at: string): Fare {
  const firstHardAt = fare.firstHardAt ?? at;
  const isAgain = Date.parse(at) - Date.parse(firstHardAt) >= DAY_MS;
  const counted = { ...fare, hardBounces: fare.hardBounces + 1, firstHardAt, lastBounceAt: at };
  return isAgain ? suppress(counted, "bounces", at) : counted;
}

function applySoft(fare: Fare, at: string): Fare {
  const isSameDay = fare.lastBounceAt?.slice(0, 10) === at.slice(0, 10);
  const score = fare.score + (isSameDay ? 0 : SOFT_SCORE);
  const counted = { ...fare, score, lastBounceAt: at };
  return score >= ENOUGH_SCORE ? suppress(counted, "bounces", at) : counted;
}

export function isForgotten({ lastBounceAt }: Fare, at: string): boolean {
  return lastBounceAt !== null && Date.parse(at) - Date.parse(lastBounceAt) >= FORGET_MS;
}
