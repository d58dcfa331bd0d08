import type { Day } from "#platform";
import type { Window } from "./read-window.ts";

/** Windows held at once; readers of all zones ask for two or three. */
const MOST_HELD = 4;
/** After that votes are read anew. */
const FRESH_MS = 60_000;

interface Held {
  readonly at: number;
  readonly state: string;
  readonly window: Promise<Window>;
}

/** Keeps the windows that were read last, until papers come in or a minute is over. */
export function createWindowShelf(read: (from: Day, until: Day) => Promise<Window>) {
  const held = new Map<string, Held>();
  return {
    /** @param state changes when papers come in or go. */
    open(from: Day, until: Day, state: string): Promise<Window> {
      const key = `${from} ${until}`;
      const at = performance.now();
      const known = held.get(key);
      held.delete(key);
      const isFresh = known?.state === state && at - known.at < FRESH_MS;
      const entry = isFresh ? known : { at, state, window: read(from, until) };
      held.set(key, entry);
      for (const oldest of held.keys()) if (held.size > MOST_HELD) held.delete(oldest);
      entry.window.catch(() => held.delete(key));
      return entry.window;
    },
    clear: () => held.clear(),
  };
}
