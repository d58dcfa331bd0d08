import type { Clock } from "#platform";

/** A clock that stands still until it is moved. */
export function movableClock(instant: string): Clock & { advance(milliseconds: number): void } {
  let at = Date.parse(instant);
  return {
    now: () => new Date(at),
    advance(milliseconds) {
      at += milliseconds;
    },
  };
}
