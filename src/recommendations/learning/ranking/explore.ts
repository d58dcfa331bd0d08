import { createRandom } from "../random.ts";
import { bestRows } from "./best-rows.ts";
import type { RankRequest } from "./ranking.ts";
import type { Scores } from "./score-candidates.ts";

/** One place in so many shows something next to what the reader likes. */
const EXPLORATION_EVERY = 10;
/** Drawn among so many of the most spoken of. */
const DRAWN_AMONG = 3;

/** Places of the list, from 0, that are for exploration: the tenth, the twentieth, … */
export function slotsOf(limit: number, total: number): number[] {
  const places = Math.min(limit, total);
  const slots: number[] = [];
  for (let slot = EXPLORATION_EVERY - 1; slot < places; slot += EXPLORATION_EVERY) slots.push(slot);
  return slots;
}

/**
 * Papers that stand above the middle, but not in the list, and are spoken of most: next to the
 * reader's interests rather than in them. One of the first few, drawn by the seed.
 */
export function chooseExploration({
  request,
  scores,
  chosen,
  slots,
}: {
  readonly request: RankRequest;
  readonly scores: Scores;
  readonly chosen: readonly number[];
  readonly slots: readonly number[];
}): { readonly slot: number; readonly row: number }[] {
  if (slots.length === 0) return [];
  const { candidates, interests = [], isLeftOut, seed = 0 } = request;
  const inList = new Set(chosen);
  const isNamed = (row: number) =>
    interests.some(({ rows, weight }) => weight > 0 && rows?.has(row));
  // The mean of a score is 0.
  const isOut = (row: number) =>
    scores.total[row]! < 0 || inList.has(row) || isLeftOut?.(row) === true || isNamed(row);
  const adjacent = bestRows(candidates.trend, slots.length + DRAWN_AMONG, isOut);
  const random = createRandom(seed);
  return slots.flatMap((slot) => {
    const drawn = Math.floor(random() * Math.min(DRAWN_AMONG, adjacent.length));
    const [row] = adjacent.splice(drawn, 1);
    return row === undefined ? [] : [{ slot, row }];
  });
}
