import type { PaperId } from "#papers";
import type { Executor } from "#platform";
import { placesBeside, updateEntry } from "./store.ts";

/** Neighbours nearer than this leave no room between them for long. */
const MIN_GAP = 1e-6;

interface EntryPlace {
  readonly id: string;
  readonly paperId: PaperId;
}

/**
 * Puts a paper between two others, by a number between theirs; where these have come too near,
 * all are numbered anew.
 *
 * @param place from 1; beyond the end counts as the end.
 * @returns whether the collection holds the paper.
 */
export async function moveEntry(
  transaction: Executor,
  entry: EntryPlace,
  place: number,
): Promise<boolean> {
  const others = await placesBeside(transaction, entry);
  const index = Math.min(Math.max(Math.floor(place) - 1, 0), others.length);
  const before = others[index - 1]?.place;
  const after = others[index]?.place;
  const between = placeBetween(before, after);
  if (between !== undefined) return updateEntry(transaction, entry, { place: between });
  for (const [position, { paperId }] of others.entries()) {
    const number = position < index ? position + 1 : position + 2;
    await updateEntry(transaction, { id: entry.id, paperId }, { place: number });
  }
  return updateEntry(transaction, entry, { place: index + 1 });
}

function placeBetween(before: number | undefined, after: number | undefined): number | undefined {
  if (before === undefined) return after === undefined ? 1 : after - 1;
  if (after === undefined) return Math.floor(before) + 1;
  return after - before < MIN_GAP ? undefined : (before + after) / 2;
}
