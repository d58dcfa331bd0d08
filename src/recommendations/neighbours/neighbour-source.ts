import type { PaperId } from "#papers";
import type { Database } from "#platform";
import type { Window } from "../windows/read-window.ts";
import { hasNeighbours, type Neighbours, readNeighbours } from "./store.ts";

/** Papers whose neighbours are held in memory by one thread. */
const MOST_HELD = 10_000;
const FRESH_MS = 60_000;

/** What the readers of the same papers like beside them. */
export function createNeighbourSource(database: Database) {
  const held = new Map<PaperId, Neighbours>();
  let checkedAt = Number.NEGATIVE_INFINITY;
  let isThere = false;
  const check = async () => {
    if (performance.now() - checkedAt < FRESH_MS) return;
    held.clear();
    isThere = await hasNeighbours(database);
    checkedAt = performance.now();
  };
  return {
    /** Those of papers without any are absent. */
    async of(paperIds: readonly PaperId[]): Promise<ReadonlyMap<PaperId, Neighbours>> {
      await check();
      if (!isThere) return new Map();
      const absent = [...new Set(paperIds)].filter((id) => !held.has(id));
      const read = absent.length > 0 ? await readNeighbours(database, absent) : new Map();
      for (const id of absent) held.set(id, read.get(id) ?? []);
      const found = new Map(paperIds.map((id) => [id, held.get(id) ?? []]));
      for (const oldest of held.keys()) if (held.size > MOST_HELD) held.delete(oldest);
      return found;
    },
    forget() {
      checkedAt = Number.NEGATIVE_INFINITY;
    },
  };
}

/** How well each paper of the window suits who likes these; absent where nothing says so. */
export function suitOf(
  liked: readonly PaperId[],
  neighbours: ReadonlyMap<PaperId, Neighbours>,
  { rowOf, paperIds }: Window,
): Float32Array | undefined {
  let suit: Float32Array | undefined;
  for (const id of liked) {
    for (const [other, likeness] of neighbours.get(id) ?? []) {
      const row = rowOf.get(other);
      if (row === undefined) continue;
      suit ??= new Float32Array(paperIds.length);
      suit[row]! += likeness;
    }
  }
  return suit;
}
