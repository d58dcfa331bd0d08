import type { Database } from "#platform";
import { combineLegs, type StretchedLegs } from "../engine/fusion.ts";
import { liftAbove, moveTowards, stretchAmong } from "../engine/move-vector.ts";
import { FEEDBACK_DEPTH, FEEDBACK_HITS } from "../engine/scoring.ts";
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
  const firstIds = near.slice(0, FEEDBACK_HITS);
  const vectors = await readVectors(database, firstIds);
  const hits = firstIds.map((id, at) => ({ score: scores[at]!, vector: vectors.get(id) }));
  const asked = JSON.parse(vector) as number[];
  const moved = vectorText(moveTowards(asked, hits)) ?? vector;
  const found = await readCosines(database, moved, near);
  const cosines = Float64Array.from(near, (id) => found.get(id) ?? 0);
  const again = combineLegs(
    {
      ...stretched,
      words: stretched.words.slice(0, near.length),
      meanings: [stretchAmong(cosines)],
    },
    weights,
  );
  return [...liftAbove(scores[near.length], again), ...scores.slice(near.length)];
}
