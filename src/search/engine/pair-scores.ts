import type { IndexView } from "./index-view.ts";
import { countPairs } from "./pair-counts.ts";
import { K1, PAIR_WEIGHT, PHRASE_WEIGHT } from "./scoring.ts";
import { CANDIDATE_ROOM, type Scratch } from "./scratch.ts";

/** Two query terms that stand side by side in the query. */
export interface TermPair {
  readonly first: string;
  readonly second: string;
  /** Worth of the pair: the mean idf of its terms. */
  readonly idf: number;
}

/**
 * Adds to the scores of `documents`, which ascend and are no more than `CANDIDATE_ROOM`, what
 * query words standing side by side in them are worth.
 */
export function addPairScores(
  view: IndexView,
  pairs: readonly TermPair[],
  { documents, scores }: { readonly documents: Uint32Array; readonly scores: Float64Array },
  scratch: Scratch,
): void {
  if (documents.length > CANDIDATE_ROOM) throw new RangeError("too many documents for pairs");
  const weight = Math.max(PAIR_WEIGHT, PHRASE_WEIGHT / pairs.length) * (K1 + 1);
  let from = 0;
  for (const [at, segment] of view.segments.entries()) {
    const base = view.bases[at]!;
    const last = base + segment.totals.documents;
    let end = from;
    while (end < documents.length && documents[end]! < last) end++;
    if (end === from) continue;
    const start = from;
    const locals = documents.subarray(start, end).map((document) => document - base);
    for (const pair of pairs) {
      const visit = (index: number, count: number) => {
        scores[start + index]! += (weight * pair.idf * count) / (count + K1);
      };
      countPairs(segment, pair, locals, { scratch, visit });
    }
    from = end;
  }
}
