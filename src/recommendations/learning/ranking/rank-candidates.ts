import { matchOf } from "../fitting/match-curve.ts";
import type { ReaderModel } from "../reader-model.ts";
import type { Room } from "../room.ts";
import { bestRows } from "./best-rows.ts";
import { diversify } from "./diversify.ts";
import { createExplainer } from "./explain.ts";
import { chooseExploration, slotsOf } from "./explore.ts";
import type { RankedPaper, Ranking, RankRequest } from "./ranking.ts";
import { type Scores, scoreCandidates } from "./score-candidates.ts";
import { sharePlaces } from "./share-places.ts";

/** Rows looked at for each that is shown. */
const LOOKED_AT = 3;
const SOME = 10;

export function rankCandidates(room: Room, model: ReaderModel, request: RankRequest): Ranking {
  const { candidates, limit, isLeftOut } = request;
  const { papers } = candidates;
  const scores = scoreCandidates(room, model, request);
  const total = countLeft(papers.count, isLeftOut);
  const slots = slotsOf(limit, total);
  const inOrder = orderRows(room, model, { request, scores });
  const inList = inOrder.slice(0, limit - slots.length);
  const explored = chooseExploration({ request, scores, chosen: inList, slots });
  const isExplored = new Set(explored.map(({ row }) => row));
  const chosen = inOrder.filter((row) => !isExplored.has(row)).slice(0, limit - explored.length);
  const explain = createExplainer(room, { model, request, scores });
  const picks = chosen.map((row) => toPick(row, { model, scores, reason: explain(row) }));
  for (const { slot, row } of explored) {
    const reason = { ...explain(row), kind: "exploration" as const };
    picks.splice(slot, 0, toPick(row, { model, scores, reason }));
  }
  const isNothingKnown = model.liked.deeds.length === 0 && !scores.interests;
  const stage = isNothingKnown ? "none" : model.stage;
  return { stage, picks, total, interests: model.interests, model };
}

/** The best rows, various; before anything is liked, chosen interests share the places. */
function orderRows(
  room: Room,
  { liked }: ReaderModel,
  { request, scores }: { readonly request: RankRequest; readonly scores: Scores },
): number[] {
  const { candidates, limit, isLeftOut } = request;
  const { papers } = candidates;
  const dense = room.centre.all(papers);
  const score = (row: number) => scores.total[row]!;
  const order = (rows: readonly number[]) => diversify(rows, { papers, dense, score, limit });
  const shared = liked.deeds.length === 0 ? sharePlaces(request, scores, order) : [];
  if (shared.length === limit) return shared;
  const rows = bestRows(scores.total, limit * LOOKED_AT + SOME, isLeftOut);
  return [...new Set([...shared, ...order(rows)])].slice(0, limit);
}

function countLeft(count: number, isLeftOut: RankRequest["isLeftOut"]): number {
  if (!isLeftOut) return count;
  let left = 0;
  for (let row = 0; row < count; row += 1) if (!isLeftOut(row)) left += 1;
  return left;
}

function toPick(
  row: number,
  {
    model,
    scores,
    reason,
  }: {
    readonly model: ReaderModel;
    readonly scores: Scores;
    readonly reason: RankedPaper["reason"];
  },
): RankedPaper {
  const isKnown = model.match && scores.plane;
  const match = isKnown ? matchOf(model.match!, scores.plane![row]!) : undefined;
  return { row, score: scores.total[row]!, ...(match !== undefined && { match }), reason };
}
