/** Lets through so many a second, and as many at once after a rest. */
export interface Bucket {
  /** @returns ms until there is room; 0: it was taken. */
  take(nowMs: number): number;
  isFull(nowMs: number): boolean;
}

/** @param perSecond 0: no limit. */
export function createBucket(perSecond: number): Bucket {
  const most = Math.max(1, perSecond);
  let left = most;
  let lastMs: number | undefined;
  const refill = (nowMs: number) => {
    // A clock that was set back takes nothing away.
    const passedMs = Math.max(0, nowMs - (lastMs ?? nowMs));
    left = Math.min(most, left + (passedMs * perSecond) / 1_000);
    lastMs = nowMs;
  };
  return {
    take(nowMs) {
      if (perSecond === 0) return 0;
      refill(nowMs);
      if (left < 1) return Math.ceil(((1 - left) * 1_000) / perSecond);
      left -= 1;
      return 0;
    },
    isFull(nowMs) {
      refill(nowMs);
      return perSecond === 0 || left >= most;
    },
  };
}
