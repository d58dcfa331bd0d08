import { orderAll } from "./order-all.ts";
import { selectBest, type TieBreak } from "./order-best.ts";

export type { TieBreak } from "./order-best.ts";

export interface TopDocuments {
  /** Best first. */
  readonly documents: Uint32Array;
  readonly scores: Float64Array;
  /** Documents offered, kept or not. */
  readonly total: number;
}

/** Room beside the best, so that they are picked out now and then only. */
const LEAST_ROOM = 256;

/**
 * Keeps the best `limit` of the documents offered to it. They are gathered until the room is
 * full, then the best are picked out: most offers cost one comparison.
 */
export function createTopDocuments(limit: number, goesFirst: TieBreak) {
  const room = limit + Math.max(limit, LEAST_ROOM);
  const documents = new Uint32Array(room);
  const scores = new Float64Array(room);
  const scored = { documents, scores, goesFirst };
  let size = 0;
  let total = 0;
  let least = Number.NEGATIVE_INFINITY;
  const pick = () => {
    if (size <= limit) return;
    selectBest(scored, size, limit);
    size = limit;
    least = Number.POSITIVE_INFINITY;
    for (let at = 0; at < limit; at++) if (scores[at]! < least) least = scores[at]!;
  };
  return {
    offer: (document: number, score: number): void => {
      total++;
      if (score < least) return;
      documents[size] = document;
      scores[size++] = score;
      if (size === room) pick();
    },
    /** A score below which nothing is kept any more. */
    least: () => least,
    /** @param isOrdered false: in no order. */
    finish: (isOrdered = true): TopDocuments => {
      pick();
      if (isOrdered) orderAll(scored, size);
      return { documents: documents.subarray(0, size), scores: scores.subarray(0, size), total };
    },
  };
}

/** Indices of `documents`, the best score first. */
export function orderByScore(
  documents: Uint32Array,
  scores: Float64Array,
  goesFirst: TieBreak,
): Uint32Array {
  const order = new Uint32Array(documents.length);
  for (let at = 0; at < order.length; at++) order[at] = at;
  const isFirst = (a: number, b: number) => goesFirst(documents[a]!, documents[b]!);
  const scored = { documents: order, scores: scores.slice(), goesFirst: isFirst };
  orderAll(scored, order.length);
  return order;
}
