import { fillGaps } from "./fill-gaps.ts";
import { combineLegs, type StretchedLegs } from "./fusion.ts";
import type { IndexView } from "./index-view.ts";
import { cosinesIn, type MeaningLeg, vectorIn } from "./meaning-leg.ts";
import { liftAbove, moveTowards, stretchAmong } from "./move-vector.ts";
import { prepareVector, type QueryVector } from "./query-vector.ts";
import { FEEDBACK_DEPTH, FEEDBACK_HITS } from "./scoring.ts";

/** What the legs made of a query. */
export interface FirstOrder {
  readonly documents: Uint32Array;
  readonly scores: Float64Array;
  /** Indices into both, best first. */
  readonly order: Uint32Array;
  readonly stretched: StretchedLegs;
  readonly weights: readonly number[];
}

/**
 * Moves the query's vectors towards its first hits and scores the first hundred anew with
 * these (pseudo-relevance feedback; Rocchio 1971): a paper that is like several of the first
 * comes up, one that only shares words with the query goes down. It takes ten vectors to add
 * up and a hundred cosines per space.
 *
 * @returns scores of all documents in which the first hundred stay the first.
 */
export function followFirstHits(
  view: IndexView,
  legs: readonly MeaningLeg[],
  first: FirstOrder,
): Float64Array {
  const { documents, order, stretched, weights } = first;
  const places = order.subarray(0, FEEDBACK_DEPTH);
  const firstDocuments = places.map((at) => documents[at]!);
  const known = {
    ...stretched,
    words: Float64Array.from(places, (at) => stretched.words[at]!),
    meanings: legs.map((leg) => {
      const moved = { ...leg, vector: moveVector(view, leg, first) };
      return stretchAmong(cosinesIn(view, moved, firstDocuments));
    }),
  };
  const again = fillGaps(known, weights, { view, legs, documents: firstDocuments });
  return putFirst(first, places, combineLegs(again, weights));
}

/** The leg's query, moved towards the first hits. */
function moveVector(view: IndexView, leg: MeaningLeg, first: FirstOrder): QueryVector {
  const { documents, scores, order } = first;
  const { bytes, scale } = leg.vector;
  const hits = Array.from(order.subarray(0, FEEDBACK_HITS), (at) => {
    return { score: scores[at]!, vector: vectorIn(view, leg, documents[at]!) };
  });
  const asked = Float64Array.from(bytes, (byte) => scale * byte);
  return prepareVector(moveTowards(asked, hits)) ?? leg.vector;
}

/** New scores at `places`, raised alike so that none falls below the documents after them. */
function putFirst(
  { scores, order }: FirstOrder,
  places: Uint32Array,
  again: Float64Array,
): Float64Array {
  const all = scores.slice();
  const next = order[places.length];
  const lifted = liftAbove(next === undefined ? undefined : scores[next], again);
  for (const [index, at] of places.entries()) all[at] = lifted[index]!;
  return all;
}
