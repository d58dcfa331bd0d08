import { DENSE_SHARE } from "../likeness/gram.ts";
import { addDots } from "../likeness/postings.ts";
import type { Room } from "../room.ts";
import type { ChosenInterest, RankRequest } from "./ranking.ts";
import { standardise } from "./standardise.ts";

/** What being named by an interest is worth: as much as standing out by so many deviations. */
const NAMED = 2;
/** A word that few papers have makes them stand out by any number of deviations: no more count. */
const MOST_DEVIATIONS = 3;

/** What chosen interests say of the candidates. */
export interface InterestScores {
  /** Part of the total, by row; never below 0. */
  readonly part: Float32Array;
  /** Number of the interest that it comes from, by row. */
  readonly best: Uint16Array;
}

/** How well each candidate suits the chosen interest that it suits best. */
export function scoreInterests(
  room: Room,
  { interests = [], candidates }: RankRequest,
): InterestScores | undefined {
  const { count } = candidates.papers;
  const part = room.scores.take(count);
  const best = new Uint16Array(count);
  let isAny = false;
  interests.forEach((interest, number) => {
    if (interest.weight <= 0) return;
    isAny = true;
    const scores = scoreInterest(room, interest, candidates);
    for (let row = 0; row < count; row += 1) {
      if (scores[row]! <= part[row]!) continue;
      part[row] = scores[row]!;
      best[row] = number;
    }
  });
  return isAny ? { part, best } : undefined;
}

/** Standard deviations that each candidate stands out by, times the weight; never below 0. */
function scoreInterest(
  room: Room,
  { features, rows, weight }: ChosenInterest,
  candidates: RankRequest["candidates"],
): Float32Array {
  const { count } = candidates.papers;
  const scores = room.scores.take(count);
  if (features) {
    const dense = room.centre.all(candidates.papers);
    dense.multiply(room.centre.one(features.dense), 0, scores);
    for (let row = 0; row < count; row += 1) scores[row]! *= DENSE_SHARE;
    addDots(features, candidates, scores, 1 - DENSE_SHARE);
  }
  const standard = standardise(room.scores, scores, weight);
  const most = MOST_DEVIATIONS * weight;
  for (let row = 0; row < count; row += 1) {
    standard[row] = Math.min(most, Math.max(0, standard[row]!));
  }
  for (const row of rows ?? []) standard[row]! += NAMED * weight;
  return standard;
}
