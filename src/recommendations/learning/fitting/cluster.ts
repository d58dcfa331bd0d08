import type { Gram } from "../likeness/gram.ts";

const MAX_ROUNDS = 10;

/**
 * Spherical k-means over a Gram matrix: the first `count` rows in at most `most` clusters, the
 * first row in the first. The same input gives the same clusters.
 *
 * @returns rows of each, in the order of the Gram matrix; no empty ones.
 */
export function clusterRows(gram: Gram, count: number, most: number): number[][] {
  let best: Clustering = { members: [], compactness: -1 };
  for (const first of new Set([0, count >> 1, count - 1])) {
    const found = clusterFrom(gram, count, farthest(gram, count, { first, most }));
    if (found.compactness > best.compactness) best = found;
  }
  return best.members.filter(({ length }) => length > 0).sort((one, other) => one[0]! - other[0]!);
}

interface Clustering {
  readonly members: number[][];
  /** How near the rows are to the middle of theirs, in sum. */
  readonly compactness: number;
}

function clusterFrom(gram: Gram, count: number, seeds: readonly number[]): Clustering {
  let members = assign(count, seeds.length, (row, at) => likeness(gram, row, seeds[at]!));
  let compactness = -1;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const lengths = members.map((rows) => lengthOf(gram, rows));
    const reached = lengths.reduce((sum, length) => sum + length, 0);
    if (reached <= compactness + 1e-9) break;
    compactness = reached;
    const before = members;
    members = assign(count, seeds.length, (row, at) => {
      let sum = 0;
      for (const other of before[at]!) sum += likeness(gram, row, other);
      return lengths[at]! > 0 ? sum / lengths[at]! : -1;
    });
  }
  return { members, compactness };
}

/** Rows that are far from each other. */
function farthest(
  gram: Gram,
  count: number,
  { first, most }: { readonly first: number; readonly most: number },
): number[] {
  const seeds = [first];
  const nearest = Float64Array.from({ length: count }, (_, row) => likeness(gram, row, first));
  while (seeds.length < Math.min(most, count)) {
    let next = -1;
    nearest.forEach((value, row) => {
      if (!seeds.includes(row) && (next < 0 || value < nearest[next]!)) next = row;
    });
    seeds.push(next);
    for (let row = 0; row < count; row += 1) {
      nearest[row] = Math.max(nearest[row]!, likeness(gram, row, next));
    }
  }
  return seeds;
}

function assign(
  count: number,
  clusters: number,
  nearness: (row: number, cluster: number) => number,
): number[][] {
  const members: number[][] = Array.from({ length: clusters }, () => []);
  for (let row = 0; row < count; row += 1) {
    let best = 0;
    let bestNearness = Number.NEGATIVE_INFINITY;
    for (let at = 0; at < clusters; at += 1) {
      const value = nearness(row, at);
      if (value > bestNearness) [best, bestNearness] = [at, value];
    }
    members[best]!.push(row);
  }
  return members;
}

function likeness({ stride, values }: Gram, one: number, other: number): number {
  return values[one * stride + other]!;
}

/** Length of the sum of some rows. */
function lengthOf(gram: Gram, rows: readonly number[]): number {
  let sum = 0;
  for (const one of rows) for (const other of rows) sum += likeness(gram, one, other);
  return Math.sqrt(Math.max(0, sum));
}
