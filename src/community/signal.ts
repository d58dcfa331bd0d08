/** Lets one part of the process tell others that there is something to do. */
export interface Signal {
  raise(): void;
  /** @returns what ends it. */
  watch(listener: () => void): () => void;
}

export function createSignal(): Signal {
  const listeners = new Set<() => void>();
  return {
    raise() {
      for (const listener of listeners) listener();
    },
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
