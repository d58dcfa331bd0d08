import { addDots } from "../likeness/postings.ts";
import type { Deed } from "../paper-features.ts";
import type { LinearModel, ReaderModel } from "../reader-model.ts";
import type { Room } from "../room.ts";
import type { Candidates } from "./candidates.ts";
import type { RankRequest } from "./ranking.ts";
import { type InterestScores, scoreInterests } from "./score-interests.ts";
import { addStandardised, standardise } from "./standardise.ts";

/** Weights of what makes a score, each of variance 1 over the candidates (chosen on authors of 2022). */
const LIKENESS = 0.7;
const NEAREST_INTEREST = 0.35;
/** Of likeness to what is disliked, beside likeness to what is liked. */
const DISLIKED = 0.5;
const READERS = 3;
/** Speaks up where little else does. */
const TREND = 0.3;
const TREND_LEARNED = 0;

/** Scores of all candidates, and what they are made of where reasons are drawn from it. */
export interface Scores {
  readonly total: Float32Array;
  /** Of the plane alone, with its bias; the scale of the match curve. */
  readonly plane?: Float32Array;
  readonly interests?: InterestScores;
  /** Part of readers alike in the total. */
  readonly readers?: Float32Array;
}

export function scoreCandidates(room: Room, model: ReaderModel, request: RankRequest): Scores {
  const { candidates, deeds } = request;
  const total = new Float32Array(candidates.papers.count);
  const plane = model.plane && scorePlane(room, model.plane, model.bias, candidates);
  if (plane) addStandardised(plane, 1, total);
  if (model.liked.deeds.length > 0) addLikeness(model, deeds, candidates, total);
  const interests = scoreInterests(room, request);
  if (interests) add(interests.part, total);
  const readers = request.readers && standardise(request.readers, READERS);
  if (readers) add(readers, total);
  const isCold = model.stage === "cold";
  addStandardised(candidates.trend, isCold ? TREND : TREND_LEARNED, total);
  return {
    total,
    ...(plane && { plane }),
    ...(interests && { interests }),
    ...(readers && { readers }),
  };
}

/** Dot product of each candidate with a plane. */
function scorePlane(
  room: Room,
  plane: LinearModel,
  bias: number,
  candidates: Candidates,
): Float32Array {
  const scores = new Float32Array(candidates.papers.count);
  room.centre.all(candidates.papers).multiply(plane.dense, 0, scores);
  for (let row = 0; row < scores.length; row += 1) scores[row]! += bias;
  addDots(plane, candidates, scores);
  return scores;
}

/**
 * Adds how near each candidate is to liked papers: the sum of squared cosines of their terms,
 * over all of them and over the interest it suits best. Squares let a few near papers count
 * for more than many that are a little alike. Disliked papers are taken off.
 */
function addLikeness(
  { liked, disliked, interests }: ReaderModel,
  deeds: readonly Deed[],
  candidates: Candidates,
  total: Float32Array,
): void {
  const { count } = candidates.papers;
  const clusterOf = new Map(interests.flatMap((one, at) => one.deeds.map((deed) => [deed, at])));
  const pools = interests.map(() => new Float32Array(count));
  const all = new Float32Array(count);
  const cosines = new Float32Array(count);
  liked.deeds.forEach((deed, at) => {
    addDots(deeds[deed]!.paper, candidates, cosines);
    takeSquares(cosines, liked.weights[at]!, pools[clusterOf.get(deed) ?? -1] ?? all);
  });
  disliked.deeds.forEach((deed, at) => {
    addDots(deeds[deed]!.paper, candidates, cosines);
    takeSquares(cosines, -DISLIKED * disliked.weights[at]!, all);
  });
  for (const pool of pools) add(pool, all);
  addStandardised(all, LIKENESS, total);
  if (pools.length > 1) addNearest(pools, total);
}

/** Adds weighted squares; what they are of is all zeros then. */
function takeSquares(cosines: Float32Array, weight: number, into: Float32Array): void {
  for (let row = 0; row < into.length; row += 1) {
    const cosine = cosines[row]!;
    into[row]! += weight * cosine * cosine;
  }
  cosines.fill(0);
}

function addNearest(pools: readonly Float32Array[], total: Float32Array): void {
  const [most, ...rest] = pools.map((pool) => standardise(pool, NEAREST_INTEREST));
  for (const pool of rest) takeLarger(pool, most!);
  add(most!, total);
}

function takeLarger(values: Float32Array, into: Float32Array): void {
  for (let row = 0; row < into.length; row += 1) {
    if (values[row]! > into[row]!) into[row] = values[row]!;
  }
}

function add(values: Float32Array, into: Float32Array): void {
  for (let row = 0; row < into.length; row += 1) into[row]! += values[row]!;
}
