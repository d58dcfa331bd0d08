/** Where the time comes from; tests hand in a fixed one. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that always shows `instant` (ISO 8601). */
export function fixedClock(instant: string): Clock {
  return { now: () => new Date(instant) };
}
