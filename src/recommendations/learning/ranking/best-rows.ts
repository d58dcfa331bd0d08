/** Rows with the highest values, best first; of the same value the earlier. */
export function bestRows(
  values: Float32Array,
  most: number,
  isLeftOut?: (row: number) => boolean,
): number[] {
  const heap: number[] = [];
  /** Whether the one row comes after the other in the answer. */
  const isWorse = (one: number, other: number) =>
    values[one]! < values[other]! || (values[one] === values[other] && one > other);
  for (let row = 0; row < values.length; row += 1) {
    const isFull = heap.length === most;
    if (isFull && (most === 0 || !isWorse(heap[0]!, row))) continue;
    if (isLeftOut?.(row)) continue;
    if (isFull) sink(heap, row, isWorse);
    else rise(heap, row, isWorse);
  }
  return heap.sort((one, other) => (isWorse(one, other) ? 1 : -1));
}

type IsWorse = (one: number, other: number) => boolean;

/** Adds a row; the worst stays on top. */
function rise(heap: number[], row: number, isWorse: IsWorse): void {
  let at = heap.length;
  while (at > 0) {
    const above = (at - 1) >> 1;
    if (!isWorse(row, heap[above]!)) break;
    heap[at] = heap[above]!;
    at = above;
  }
  heap[at] = row;
}

/** Puts a row in the place of the worst. */
function sink(heap: number[], row: number, isWorse: IsWorse): void {
  let at = 0;
  for (;;) {
    let below = 2 * at + 1;
    if (below >= heap.length) break;
    if (below + 1 < heap.length && isWorse(heap[below + 1]!, heap[below]!)) below += 1;
    if (!isWorse(heap[below]!, row)) break;
    heap[at] = heap[below]!;
    at = below;
  }
  heap[at] = row;
}
