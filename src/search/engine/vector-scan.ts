import { cosinesOf } from "./cosines.ts";
import type { IndexView } from "./index-view.ts";
import type { QueryVector } from "./query-vector.ts";
import { NORMALISED_DEPTH } from "./scoring.ts";
import { scratchFor } from "./scratch.ts";
import { scanSigns, visitAgreeing } from "./sign-scan.ts";
import { createTopDocuments, type TieBreak, type TopDocuments } from "./top-documents.ts";
import type { VectorColumns } from "./vector-columns.ts";

/**
 * Candidates that the scan over sign bits hands on to be scored by bytes: at least so many,
 * and a share of the index, for the more papers there are, the closer the signs of the near
 * ones lie together.
 */
const LEAST_CANDIDATES = 2000;
const CANDIDATE_SHARE = 1 / 150;

/** The vectors that one space has of an index: a layer per segment, or none. */
export interface VectorView {
  readonly view: IndexView;
  readonly layers: readonly (VectorColumns | undefined)[];
}

export interface ScanParts {
  readonly goesFirst: TieBreak;
}

/**
 * The documents nearest to the query, best first. A scan over sign bits picks the
 * candidates: those that agree with the query in the most dimensions, and all that agree in
 * as many as the last of them, so that the choice does not depend on their order. They are
 * then scored by bytes.
 *
 * @param selection bytes, 0 for documents left out.
 */
export function nearestDocuments(
  { view, layers }: VectorView,
  query: QueryVector,
  selection: Uint8Array | undefined,
  { goesFirst }: ScanParts,
): TopDocuments {
  const scratch = scratchFor(view.capacity);
  const histogram = new Uint32Array(query.dimensions + 1);
  const placed = layers.flatMap((layer, at) => (layer ? [{ layer, base: view.bases[at]! }] : []));
  for (const one of placed) scanSigns(one, query, selection, { scratch, histogram });
  const least = leastAgreement(histogram, candidatesAmong(view.capacity));
  const top = createTopDocuments(NORMALISED_DEPTH, goesFirst);
  for (const one of placed) {
    visitAgreeing(one, least, scratch, (documents) => {
      const cosines = cosinesOf(query, one.layer, documents, scratch);
      for (let at = 0; at < cosines.length; at++)
        top.offer(one.base + documents[at]!, cosines[at]!);
    });
  }
  return top.finish();
}

function candidatesAmong(documents: number): number {
  return Math.max(LEAST_CANDIDATES, documents * CANDIDATE_SHARE);
}

/** Agreements that so many documents reach; at least 1, for 0 marks those left out. */
function leastAgreement(histogram: Uint32Array, candidates: number): number {
  let count = 0;
  for (let agreement = histogram.length - 1; agreement > 0; agreement--) {
    count += histogram[agreement]!;
    if (count >= candidates) return agreement;
  }
  return 1;
}
