/** Runs works one after the other, whether or not the one before succeeded. */
export function createTurns() {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work, work);
    last = mine.catch(() => {});
    return mine;
  };
}

/**
 * Shares runs of a work that takes in all there is when it begins: who asks while one is
 * under way gets the next, and all who ask meanwhile get the same one.
 */
export function createSharedRuns(work: () => Promise<unknown>) {
  let current: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const start = async (): Promise<void> => {
    try {
      await work();
    } finally {
      current = undefined;
    }
  };
  const request = (): Promise<void> => {
    if (!current) {
      current = start();
      return current;
    }
    next ??= current
      .catch(() => {})
      .then(() => {
        next = undefined;
        current = start();
        return current;
      });
    return next;
  };
  return { request, isRunning: () => current !== undefined };
}
