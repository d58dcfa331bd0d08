import type { IndexView } from "./index-view.ts";
import { addLexicalScores, type LengthNorms } from "./lexical-scores.ts";
import { addPairScores } from "./pair-scores.ts";
import type { QueryPlan } from "./query-plan.ts";
import { FUSED_DEPTH } from "./scoring.ts";
import { createTopDocuments, type TieBreak, type TopDocuments } from "./top-documents.ts";

/** Best hits by words, and the score of every document. */
export interface LexicalLeg extends TopDocuments {
  /** Score of each document, with pairs for the best; 0 where no word matched. Valid until the next search. */
  readonly all: Float32Array;
}

/** @param scratch as long as the index; overwritten. */
export function runLexicalLeg(
  view: IndexView,
  plan: QueryPlan,
  selection: Uint8Array | undefined,
  parts: {
    readonly norms: LengthNorms;
    readonly scratch: Float32Array;
    readonly goesFirst: TieBreak;
  },
): LexicalLeg {
  const { scratch, goesFirst } = parts;
  scratch.fill(0);
  addLexicalScores(view, parts.norms, plan.terms, scratch);
  const top = createTopDocuments(FUSED_DEPTH, goesFirst);
  for (let document = 0; document < scratch.length; document++) {
    const score = scratch[document]!;
    if (score > 0 && (selection === undefined || selection[document] === 1)) {
      top.offer(document, score);
    }
  }
  const best = top.finish();
  if (plan.pairs.length === 0) return { ...best, all: scratch };
  const scores = best.scores.slice();
  addPairScores(view, plan.pairs, best.documents, scores);
  for (let at = 0; at < scores.length; at++) scratch[best.documents[at]!] = scores[at]!;
  const order = orderByScore(best.documents, scores, goesFirst);
  return {
    documents: order.map((at) => best.documents[at]!),
    scores: Float64Array.from(order, (at) => scores[at]!),
    total: best.total,
    all: scratch,
  };
}

/** Indices of `documents`, the best score first. */
export function orderByScore(
  documents: Uint32Array,
  scores: Float64Array,
  goesFirst: TieBreak,
): Uint32Array {
  const order = Uint32Array.from({ length: documents.length }, (_, at) => at);
  return order.sort(
    (a, b) => scores[b]! - scores[a]! || (goesFirst(documents[a]!, documents[b]!) ? -1 : 1),
  );
}
