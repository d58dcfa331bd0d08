import { fillGaps } from "./fill-gaps.ts";
import { combineLegs, type StretchedLegs, stretch } from "./fusion.ts";
import type { IndexView } from "./index-view.ts";
import { cosinesIn, type MeaningLeg, vectorIn } from "./meaning-leg.ts";
import { prepareVector, type QueryVector } from "./query-vector.ts";
import {
  FEEDBACK_DEPTH,
  FEEDBACK_FALL,
  FEEDBACK_HITS,
  FEEDBACK_NORMALISED,
  FEEDBACK_SHARE,
} from "./scoring.ts";

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

/** Cosines of the first hits among themselves, as 0…1. */
function stretchAmong(cosines: Float64Array): Float64Array {
  const best = cosines.slice().sort().reverse();
  return cosines.map(stretch(best, Math.min(best.length, FEEDBACK_NORMALISED)));
}

/** The query's vector in one space, moved towards the first hits, those with most score most. */
function moveVector(view: IndexView, leg: MeaningLeg, first: FirstOrder): QueryVector {
  const { documents, scores, order } = first;
  const { bytes, scale, dimensions } = leg.vector;
  const sum = new Float32Array(dimensions);
  for (const at of order.subarray(0, FEEDBACK_HITS)) {
    const weight = Math.exp((scores[at]! - scores[order[0]!]!) / FEEDBACK_FALL);
    const vector = vectorIn(view, leg, documents[at]!);
    for (let index = 0; index < dimensions; index++) sum[index]! += weight * vector[index]!;
  }
  const length = lengthOf(sum);
  if (length === 0) return leg.vector;
  for (let index = 0; index < dimensions; index++) {
    const asked = scale * bytes[index]!;
    sum[index] = (1 - FEEDBACK_SHARE) * asked + (FEEDBACK_SHARE / length) * sum[index]!;
  }
  const norm = lengthOf(sum);
  if (norm === 0) return leg.vector;
  return prepareVector(sum.map((value) => value / norm)) ?? leg.vector;
}

function lengthOf(vector: Float32Array): number {
  let squares = 0;
  for (let at = 0; at < vector.length; at++) squares += vector[at]! * vector[at]!;
  return Math.sqrt(squares);
}

/** New scores at `places`, raised alike so that none falls below the documents after them. */
function putFirst(
  { scores, order }: FirstOrder,
  places: Uint32Array,
  again: Float64Array,
): Float64Array {
  const all = scores.slice();
  const next = order[places.length];
  const floor = next === undefined ? Number.NEGATIVE_INFINITY : scores[next]!;
  const least = again.reduce((low, score) => Math.min(low, score), Number.POSITIVE_INFINITY);
  const lift = Math.max(0, floor - least);
  for (const [index, at] of places.entries()) all[at] = again[index]! + lift;
  return all;
}
