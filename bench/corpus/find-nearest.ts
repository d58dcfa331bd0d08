import { open } from "node:fs/promises";
import { readVectors } from "./corpus-folder.ts";

/** How many of the nearest are kept. */
export const DEPTH = 20;
const BATCH = 2_000;

/**
 * For each query the places of the nearest vectors in the file, by dot product, nearest
 * first; every vector is looked at.
 */
export async function findNearest(
  path: string,
  queries: readonly Float32Array[],
): Promise<number[][]> {
  const dimensions = queries[0]?.length ?? 0;
  const nearest = queries.map(() => createNearest(DEPTH));
  const file = await open(path);
  try {
    for (let first = 0; ; first += BATCH) {
      const vectors = await readVectors(file, BATCH * dimensions);
      const count = vectors.length / dimensions;
      for (const [at, query] of queries.entries()) {
        for (let row = 0; row < count; row++) {
          nearest[at]!.offer(first + row, dot(query, vectors, row * dimensions));
        }
      }
      if (count < BATCH) return nearest.map(({ places }) => places());
    }
  } finally {
    await file.close();
  }
}

function dot(query: Float32Array, vectors: Float32Array, start: number): number {
  let sum = 0;
  for (let at = 0; at < query.length; at++) sum += query[at]! * vectors[start + at]!;
  return sum;
}

/** Keeps the best few of what is offered; the first offered wins a tie. */
function createNearest(depth: number) {
  const best: { place: number; score: number }[] = [];
  let least = Number.NEGATIVE_INFINITY;
  return {
    offer(place: number, score: number): void {
      if (best.length === depth && score <= least) return;
      let at = best.length;
      while (at > 0 && best[at - 1]!.score < score) at--;
      best.splice(at, 0, { place, score });
      if (best.length > depth) best.pop();
      least = best[best.length - 1]!.score;
    },
    places: () => best.map(({ place }) => place),
  };
}
