import type { IndexStatistics, IndexView } from "./index-view.ts";
import {
  ABSTRACT_MASK,
  COUNTS_MASK,
  DOCUMENT_SHIFT,
  NAMED_MASK,
  NAMED_SHIFT,
  TITLE_SHIFT,
} from "./posting.ts";
import type { ResolvedTerm } from "./resolve-terms.ts";
import { ABSTRACT_B, K1, NAMED_WEIGHT, TITLE_B, TITLE_WEIGHT } from "./scoring.ts";
import type { Segment } from "./segment.ts";

/** By how much one occurrence counts in a text of so many words. */
export interface LengthNorms {
  readonly title: Float64Array;
  readonly abstract: Float64Array;
}

const LENGTHS = 0x10000;

export function lengthNorms(statistics: IndexStatistics): LengthNorms {
  const title = new Float64Array(LENGTHS);
  const abstract = new Float64Array(LENGTHS);
  for (let length = 0; length < LENGTHS; length++) {
    title[length] = TITLE_WEIGHT / (1 - TITLE_B + (TITLE_B * length) / statistics.averageTitle);
    abstract[length] = 1 / (1 - ABSTRACT_B + (ABSTRACT_B * length) / statistics.averageAbstract);
  }
  return { title, abstract };
}

/**
 * Adds the BM25F score of every document for every term to `scores`, which is as long as
 * the index and comes in as zeros: `weight · idf · tf(k1 + 1) / (tf + k1)`, where `tf` adds
 * up the fields, each weighed and divided by its length norm.
 */
export function addLexicalScores(
  view: IndexView,
  norms: LengthNorms,
  terms: readonly ResolvedTerm[],
  scores: Float32Array,
): void {
  for (let at = 0; at < view.segments.length; at++) {
    const segment = view.segments[at]!;
    const base = view.bases[at]!;
    const part = scores.subarray(base, base + segment.totals.documents);
    for (const term of terms) {
      const factor = term.weight * term.idf * (K1 + 1);
      for (const place of term.places[at]!)
        addTerm(segment, place, norms, { factor, scores: part });
    }
  }
}

function addTerm(
  segment: Segment,
  place: number,
  norms: LengthNorms,
  { factor, scores }: { readonly factor: number; readonly scores: Float32Array },
): void {
  const { postings, postingOffsets, titleLength, abstractLength } = segment.columns;
  const end = postingOffsets[place + 1]!;
  const titleNorms = norms.title;
  const abstractNorms = norms.abstract;
  for (let at = postingOffsets[place]!; at < end; at++) {
    const posting = postings[at]!;
    const document = posting >>> DOCUMENT_SHIFT;
    const counts = posting & COUNTS_MASK;
    let frequency = (counts & ABSTRACT_MASK) * abstractNorms[abstractLength[document]!]!;
    if (counts > ABSTRACT_MASK) {
      frequency +=
        (counts >>> TITLE_SHIFT) * titleNorms[titleLength[document]!]! +
        ((counts >>> NAMED_SHIFT) & NAMED_MASK) * NAMED_WEIGHT;
    }
    scores[document]! += (factor * frequency) / (frequency + K1);
  }
}
