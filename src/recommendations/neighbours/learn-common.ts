import type { AccountId } from "#accounts";
import type { Signals } from "#community";
import type { PaperId } from "#papers";
import type { Database } from "#platform";
import { learnNeighbours } from "../learning/index.ts";
import { type Neighbours, replaceNeighbours } from "./store.ts";

/** Fewer readers have too little in common. */
export const LEAST_READERS = 500;
/** Papers that somebody active likes. */
const ACTIVE_DEEDS = 5;
/** Readers learned from, and papers of each. */
const MOST_READERS = 200_000;
const MOST_PAPERS_EACH = 300;
const MOST_NEIGHBOURS = 100;
const READERS_PER_STEP = 500;

/**
 * Learns which papers the same readers like, and keeps it.
 *
 * @returns the readers it is learned from; 0 where there are too few.
 */
export async function learnCommon(
  { database, signals }: { readonly database: Database; readonly signals: Signals },
  signal?: AbortSignal,
): Promise<number> {
  if ((await signals.countActive(ACTIVE_DEEDS)) < LEAST_READERS) {
    await replaceNeighbours(database, new Map());
    return 0;
  }
  const numbers = new Map<PaperId, number>();
  const libraries: Uint32Array[] = [];
  let last: AccountId | "" = "";
  while (libraries.length < MOST_READERS) {
    signal?.throwIfAborted();
    const page = await signals.likedAfter(last, READERS_PER_STEP);
    for (const { paperIds } of page) {
      if (paperIds.length >= ACTIVE_DEEDS) libraries.push(numbered(paperIds, numbers));
    }
    const next = page.at(-1)?.accountId;
    if (next === undefined) break;
    last = next;
  }
  signal?.throwIfAborted();
  await replaceNeighbours(database, neighboursOf(libraries, [...numbers.keys()]));
  return libraries.length;
}

function numbered(paperIds: readonly PaperId[], numbers: Map<PaperId, number>): Uint32Array {
  return Uint32Array.from(paperIds.slice(0, MOST_PAPERS_EACH), (id) => {
    const number = numbers.get(id) ?? numbers.size;
    numbers.set(id, number);
    return number;
  });
}

function neighboursOf(
  libraries: readonly Uint32Array[],
  ids: readonly PaperId[],
): Map<PaperId, Neighbours> {
  const found = learnNeighbours(libraries, ids.length, { most: MOST_NEIGHBOURS });
  const all = new Map<PaperId, Neighbours>();
  ids.forEach((id, paper) => {
    const neighbours: [PaperId, number][] = [];
    for (let at = found.starts[paper]!; at < found.starts[paper + 1]!; at += 1) {
      neighbours.push([ids[found.papers[at]!]!, Number(found.likeness[at]!.toFixed(4))]);
    }
    if (neighbours.length > 0) all.set(id, neighbours);
  });
  return all;
}
