/** Bytes of a published segment never change: each array is counted once in a thread. */
const counts = new WeakMap<Uint8Array, number>();

/** How many of a segment's documents are deleted. */
export function countDeleted(deleted: Uint8Array): number {
  let count = counts.get(deleted);
  if (count === undefined) {
    count = 0;
    for (let at = 0; at < deleted.length; at++) count += deleted[at]!;
    counts.set(deleted, count);
  }
  return count;
}
