import type { IndexStatistics, IndexView } from "./index-view.ts";
import { type LexicalKernel, lexicalKernel } from "./kernels/lexical-kernel.ts";
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
import { MAX_LENGTH, type Scratch, wholeBlocks } from "./scratch.ts";
import type { Segment } from "./segment.ts";

/** By how much one occurrence counts in a text of so many words. */
export interface LengthNorms {
  readonly title: Float64Array;
  readonly abstract: Float64Array;
}

export function lengthNorms(statistics: IndexStatistics): LengthNorms {
  const title = new Float64Array(MAX_LENGTH + 1);
  const abstract = new Float64Array(MAX_LENGTH + 1);
  for (let length = 0; length <= MAX_LENGTH; length++) {
    title[length] = TITLE_WEIGHT / (1 - TITLE_B + (TITLE_B * length) / statistics.averageTitle);
    abstract[length] = 1 / (1 - ABSTRACT_B + (ABSTRACT_B * length) / statistics.averageAbstract);
  }
  return { title, abstract };
}

/** Those that each scratch holds. */
const normsIn = new WeakMap<Scratch, LengthNorms>();

/**
 * Leaves in `scratch.scores` the BM25F score of every document for the terms, 0 where none
 * matches: `weight · idf · tf(k1 + 1) / (tf + k1)`, where `tf` adds up the fields, each
 * weighed and divided by its length norm.
 */
export function scoreWords(
  view: IndexView,
  norms: LengthNorms,
  terms: readonly ResolvedTerm[],
  scratch: Scratch,
): void {
  scratch.scores.fill(0, 0, wholeBlocks(view.capacity));
  if (normsIn.get(scratch) !== norms) {
    scratch.titleNorms.set(norms.title);
    scratch.abstractNorms.set(norms.abstract);
    normsIn.set(scratch, norms);
  }
  for (let at = 0; at < view.segments.length; at++) {
    const segment = view.segments[at]!;
    const base = view.bases[at]!;
    const kernel = lexicalKernel(segment.packed, scratch);
    for (const term of terms) {
      const factor = term.weight * term.idf * (K1 + 1);
      for (const place of term.places[at]!) {
        if (kernel) addByKernel(kernel, segment, place, { scratch, base, factor });
        else addTerm(segment, place, { scratch, base, factor });
      }
    }
  }
}

interface Target {
  readonly scratch: Scratch;
  /** Number of the segment's first document. */
  readonly base: number;
  readonly factor: number;
}

function addByKernel(
  kernel: LexicalKernel,
  { columns }: Segment,
  place: number,
  { scratch, base, factor }: Target,
): void {
  const { postings, postingOffsets, titleLength, abstractLength } = columns;
  kernel.addPostings(
    postings.byteOffset + 4 * postingOffsets[place]!,
    postings.byteOffset + 4 * postingOffsets[place + 1]!,
    titleLength.byteOffset,
    abstractLength.byteOffset,
    scratch.titleNorms.byteOffset,
    scratch.abstractNorms.byteOffset,
    scratch.scores.byteOffset + 4 * base,
    factor,
    K1,
    NAMED_WEIGHT,
  );
}

/** What the kernel does, where there is none. */
function addTerm(segment: Segment, place: number, { scratch, base, factor }: Target): void {
  const { postings, postingOffsets, titleLength, abstractLength } = segment.columns;
  const { scores, titleNorms, abstractNorms } = scratch;
  const end = postingOffsets[place + 1]!;
  for (let at = postingOffsets[place]!; at < end; at++) {
    const posting = postings[at]!;
    const document = posting >>> DOCUMENT_SHIFT;
    const counts = posting & COUNTS_MASK;
    const frequency =
      (counts & ABSTRACT_MASK) * abstractNorms[abstractLength[document]!]! +
      ((counts >>> TITLE_SHIFT) * titleNorms[titleLength[document]!]! +
        ((counts >>> NAMED_SHIFT) & NAMED_MASK) * NAMED_WEIGHT);
    scores[base + document]! += (factor * frequency) / (frequency + K1);
  }
}
