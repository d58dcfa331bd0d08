import { type Day, dayOf } from "#platform";
import type { Period } from "./edition.ts";
import { lastDay } from "./period.ts";

const MS_PER_DAY = 86_400_000;
/** No zone is further than this from UTC, not even one that skips a day. */
const FARTHEST_MS = 26 * 3_600_000;

/**
 * The instant from which no place in `timeZone` is in the period any more. It need not be a
 * midnight: some zones begin a day at one o'clock, or have left a day out.
 */
export function periodEnd(period: Period, timeZone: string): Date {
  const last = lastDay(period);
  const midnightMs = Date.parse(`${last}T00:00:00Z`) + MS_PER_DAY;
  const isOver = (instantMs: number) => isAfter(new Date(instantMs), last, timeZone);
  return new Date(firstInstant(isOver, midnightMs - FARTHEST_MS, midnightMs + FARTHEST_MS));
}

export function isOver(period: Period, now: Date, timeZone: string): boolean {
  return now >= periodEnd(period, timeZone);
}

function isAfter(instant: Date, day: Day, timeZone: string): boolean {
  const local = dayOf(instant, timeZone);
  // The day after 9999-12-31 is longer, not later, as text.
  return local.length > day.length || local > day;
}

/** Halves the span between an instant for which it does not hold and one for which it does. */
function firstInstant(holds: (ms: number) => boolean, fromMs: number, untilMs: number): number {
  let before = fromMs;
  let after = untilMs;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (holds(middle)) after = middle;
    else before = middle;
  }
  return after;
}
