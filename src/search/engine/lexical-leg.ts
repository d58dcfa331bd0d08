import { bestScores, maskScores } from "./best-scores.ts";
import type { IndexView } from "./index-view.ts";
import { type LengthNorms, scoreWords } from "./lexical-scores.ts";
import { orderAll } from "./order-all.ts";
import { addPairScores } from "./pair-scores.ts";
import type { QueryPlan } from "./query-plan.ts";
import { FUSED_DEPTH } from "./scoring.ts";
import { scratchFor } from "./scratch.ts";
import type { TieBreak, TopDocuments } from "./top-documents.ts";

export { orderByScore } from "./top-documents.ts";

/** Best hits by words, and the score of every document. */
export interface LexicalLeg extends TopDocuments {
  /**
   * Score of each document, with pairs for the best; 0 where no word matched and for those
   * left out. Valid until the next search in this thread.
   */
  readonly all: Float32Array;
}

export function runLexicalLeg(
  view: IndexView,
  plan: QueryPlan,
  selection: Uint8Array | undefined,
  { norms, goesFirst }: { readonly norms: LengthNorms; readonly goesFirst: TieBreak },
): LexicalLeg {
  const scratch = scratchFor(view.capacity);
  scoreWords(view, norms, plan.terms, scratch);
  if (selection) maskScores(scratch, selection);
  const isOrdered = plan.pairs.length === 0;
  const best = bestScores(scratch, view.capacity, { limit: FUSED_DEPTH, goesFirst, isOrdered });
  const all = scratch.scores.subarray(0, view.capacity);
  if (!isOrdered) {
    const { documents, scores } = best;
    documents.sort();
    for (let at = 0; at < scores.length; at++) scores[at] = all[documents[at]!]!;
    addPairScores(view, plan.pairs, best, scratch);
    for (let at = 0; at < scores.length; at++) all[documents[at]!] = scores[at]!;
    orderAll({ documents, scores, goesFirst }, documents.length);
  }
  return { ...best, all };
}
