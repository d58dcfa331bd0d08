const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Waits after the first, second, … failed try; the last one again and again. */
const waitsMs = [
  MINUTE_MS,
  5 * MINUTE_MS,
  15 * MINUTE_MS,
  30 * MINUTE_MS,
  HOUR_MS,
  2 * HOUR_MS,
  4 * HOUR_MS,
];
/** Tries of one post end this long after it was due. */
const RETRIES_FOR_MS = 24 * HOUR_MS;
/** A channel that fails for this long is disabled. */
export const DISABLED_AFTER_MS = 5 * 24 * HOUR_MS;

/**
 * When to try again: after the back-off, or what the service asks for where that is longer.
 *
 * @param attempts tries so far, from 1.
 * @returns `undefined` when that would be too late.
 */
export function nextTry(
  { attempts, dueAt, now }: { attempts: number; dueAt: Date; now: Date },
  askedMs = 0,
): Date | undefined {
  const waitMs = waitsMs[Math.min(attempts, waitsMs.length) - 1] ?? MINUTE_MS;
  const at = now.getTime() + Math.max(waitMs, askedMs);
  return at > dueAt.getTime() + RETRIES_FOR_MS ? undefined : new Date(at);
}
