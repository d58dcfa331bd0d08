import type { Matrix } from "./matrix.ts";
import type { Random } from "./random.ts";

/**
 * An order of the documents in which every run of `size` holds neighbours: a random
 * projection tree, split at the median of the direction between two of its members
 * (Dasgupta & Freund 2008), until a leaf is no larger than `size`.
 */
export function orderByNeighbourhood(vectors: Matrix, size: number, random: Random): Int32Array {
  const order = Int32Array.from({ length: vectors.rows }, (_, document) => document);
  const projections = new Float64Array(vectors.rows);
  const pending: (readonly [number, number])[] = [[0, order.length]];
  while (pending.length > 0) {
    const [start, end] = pending.pop()!;
    if (end - start <= size) continue;
    const members = order.subarray(start, end);
    project(vectors, members, random, projections);
    members.sort((a, b) => projections[a]! - projections[b]! || a - b);
    // Splits fall on multiples of the size, so that whole leaves can be cut off the order.
    const half = Math.ceil((end - start) / 2 / size) * size;
    pending.push([start, start + half], [start + half, end]);
  }
  return order;
}

function project(vectors: Matrix, members: Int32Array, random: Random, into: Float64Array): void {
  const { columns, values } = vectors;
  const from = members[random.below(members.length)]! * columns;
  const to = members[random.below(members.length)]! * columns;
  for (const document of members) {
    const offset = document * columns;
    let sum = 0;
    for (let at = 0; at < columns; at += 1) {
      sum += (values[to + at]! - values[from + at]!) * values[offset + at]!;
    }
    into[document] = sum;
  }
}
