import { addDots, sumSquares } from "../likeness/postings.ts";
import type { Terms } from "../likeness/terms.ts";
import type { Deed } from "../paper-features.ts";
import type { LinearModel, ReaderModel } from "../reader-model.ts";
import type { Room } from "../room.ts";
import type { ScoreRoom } from "../score-room.ts";
import type { Candidates } from "./candidates.ts";
import type { RankRequest } from "./ranking.ts";
import { type InterestScores, scoreInterests } from "./score-interests.ts";
import { addStandardised, type Spread, spreadOf, standardise } from "./standardise.ts";

/**
 * Weights of what makes a score, each of variance 1 over the candidates; chosen on authors of 2022,
 * and those of likeness on readers of CiteULike too, who are not in the tables.
 */
const LIKENESS = 0.5;
const NEAREST_INTEREST = 0.5;
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
  room.scores.free();
  const plane = model.plane && scorePlane(room, model.plane, model.bias, candidates);
  if (plane) addStandardised(plane, 1, total);
  if (model.liked.deeds.length > 0) addLikeness(room, model, { candidates, deeds }, total);
  const interests = scoreInterests(room, request);
  if (interests) add(interests.part, total);
  const readers = request.readers && standardise(room.scores, request.readers, READERS);
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
  const scores = room.scores.take(candidates.papers.count);
  room.centre.all(candidates.papers).multiply(plane.dense, 0, scores);
  for (let row = 0; row < scores.length; row += 1) scores[row]! += bias;
  addDots(plane, candidates, scores);
  return scores;
}

/**
 * Adds how near each candidate is to liked papers: the root of the sum of squared cosines of their
 * terms, over all of them and over the interest it suits best. Squares let a few near papers count
 * for more than many that are a little alike; the root keeps the first candidates from being so
 * many deviations off that nothing else counts there. Disliked papers are taken off.
 */
function addLikeness(
  { scores }: Room,
  { liked, disliked, interests }: ReaderModel,
  { candidates, deeds }: Pick<RankRequest, "candidates" | "deeds">,
  total: Float32Array,
): void {
  const clusterOf = new Map(interests.flatMap((one, at) => one.deeds.map((deed) => [deed, at])));
  const inPools = interests.map(nothing);
  const rest = nothing();
  liked.deeds.forEach((deed, at) => {
    take(inPools[clusterOf.get(deed) ?? -1] ?? rest, deeds[deed]!, liked.weights[at]!);
  });
  disliked.deeds.forEach((deed, at) => {
    take(rest, deeds[deed]!, -DISLIKED * disliked.weights[at]!);
  });
  const { count } = candidates.papers;
  const all = scores.take(count);
  sumSquares(rest, candidates, all);
  const pools = inPools.map((of) => {
    const pool = scores.take(count);
    sumSquares(of, candidates, pool);
    add(pool, all);
    takeRoots(pool);
    return pool;
  });
  takeRoots(all);
  addStandardised(all, LIKENESS, total);
  if (pools.length > 1) addNearest(scores, pools, total);
}

const nothing = () => ({ papers: [] as Terms[], weights: [] as number[] });

function take(of: ReturnType<typeof nothing>, { paper }: Deed, weight: number): void {
  of.papers.push(paper);
  of.weights.push(weight);
}

function addNearest(scores: ScoreRoom, pools: readonly Float32Array[], total: Float32Array): void {
  const nearest = scores.take(total.length).fill(Number.NEGATIVE_INFINITY);
  for (const pool of pools) takeLarger(pool, spreadOf(pool, 1), nearest);
  addStandardised(nearest, NEAREST_INTEREST, total);
}

/** Of what is below 0, the root of its size. */
function takeRoots(values: Float32Array): void {
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row]!;
    values[row] = value < 0 ? -Math.sqrt(-value) : Math.sqrt(value);
  }
}

function takeLarger(values: Float32Array, { mean, scale }: Spread, into: Float32Array): void {
  for (let row = 0; row < into.length; row += 1) {
    const value = (values[row]! - mean) * scale;
    if (value > into[row]!) into[row] = value;
  }
}

function add(values: Float32Array, into: Float32Array): void {
  for (let row = 0; row < into.length; row += 1) into[row]! += values[row]!;
}
