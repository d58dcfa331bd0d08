import type { Database } from "#platform";
import { combineLegs, type StretchedLegs, stretch } from "../engine/fusion.ts";
import {
  FEEDBACK_DEPTH,
  FEEDBACK_FALL,
  FEEDBACK_HITS,
  FEEDBACK_NORMALISED,
  FEEDBACK_SHARE,
} from "../engine/scoring.ts";
import { vectorText } from "./paper-rows.ts";
import { readCosines, readVectors } from "./vectors/store.ts";

/** What the legs made of a query, best first. */
export interface FirstOrder {
  readonly ids: readonly string[];
  readonly scores: readonly number[];
  readonly stretched: StretchedLegs;
  readonly weights: readonly number[];
  /** Vector of the query, as pgvector reads it. */
  readonly vector: string;
}

/**
 * Moves the query's vector towards its first hits and scores the first hundred anew with it,
 * as the engine in memory does (`engine/feedback.ts`).
 *
 * @returns scores of all ids in which the first hundred stay the first.
 */
export async function followFirstHits(database: Database, first: FirstOrder): Promise<number[]> {
  const { ids, scores, stretched, weights, vector } = first;
  const near = ids.slice(0, FEEDBACK_DEPTH);
  const vectors = await readVectors(database, near.slice(0, FEEDBACK_HITS));
  const moved = vectorText(moveVector(first, vectors)) ?? vector;
  const found = await readCosines(database, moved, near);
  const cosines = Float64Array.from(near, (id) => found.get(id) ?? 0);
  const best = cosines.slice().sort().reverse();
  const again = combineLegs(
    {
      ...stretched,
      words: stretched.words.slice(0, near.length),
      meanings: [cosines.map(stretch(best, Math.min(best.length, FEEDBACK_NORMALISED)))],
    },
    weights,
  );
  const floor = scores[near.length] ?? Number.NEGATIVE_INFINITY;
  const least = again.reduce((low, score) => Math.min(low, score), Number.POSITIVE_INFINITY);
  const lift = Math.max(0, floor - least);
  return [...Array.from(again, (score) => score + lift), ...scores.slice(near.length)];
}

/** The query's vector, moved towards the first hits, those with most score most. */
function moveVector(
  { ids, scores, vector }: FirstOrder,
  vectors: ReadonlyMap<string, Float32Array>,
): Float32Array {
  const asked = Float32Array.from(JSON.parse(vector) as number[]);
  const sum = new Float32Array(asked.length);
  for (const [at, id] of ids.slice(0, FEEDBACK_HITS).entries()) {
    const weight = Math.exp((scores[at]! - scores[0]!) / FEEDBACK_FALL);
    const own = vectors.get(id);
    if (own) for (let index = 0; index < sum.length; index++) sum[index]! += weight * own[index]!;
  }
  const length = Math.hypot(...sum);
  if (length === 0) return asked;
  const moved = sum.map(
    (value, at) => (1 - FEEDBACK_SHARE) * asked[at]! + (FEEDBACK_SHARE / length) * value,
  );
  const norm = Math.hypot(...moved);
  return norm === 0 ? asked : moved.map((value) => value / norm);
}
