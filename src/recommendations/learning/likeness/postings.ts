import type { PackedPapers } from "../paper-features.ts";
import { bindPostings, type FastPostings } from "./fast-postings.ts";
import type { Terms, Weighed } from "./terms.ts";

/** Papers by term: those of term `t` lie at `[postingStarts[t], postingStarts[t + 1])`. */
export interface Postings {
  readonly postingStarts: Uint32Array;
  readonly postingPapers: Uint32Array | Uint16Array;
  readonly postingWeights: Float32Array;
  /** Where a kernel can read them. */
  readonly fast?: FastPostings;
}

/** @param isPlain keeps them out of memory for kernels. */
export function invertPapers(
  { count, starts, terms, weights }: PackedPapers,
  { isPlain = false }: { readonly isPlain?: boolean } = {},
): Postings {
  let size = 0;
  for (const term of terms) if (term >= size) size = term + 1;
  const fast = isPlain ? undefined : bindPostings({ size, count, places: terms.length });
  const postingStarts = fast?.starts ?? new Uint32Array(size + 1);
  for (const term of terms) postingStarts[term + 1]! += 1;
  for (let term = 0; term < size; term += 1) postingStarts[term + 1]! += postingStarts[term]!;
  const next = postingStarts.slice();
  const postingPapers = fast?.papers ?? new Uint32Array(terms.length);
  const postingWeights = fast?.weights ?? new Float32Array(terms.length);
  for (let paper = 0; paper < count; paper += 1) {
    for (let at = starts[paper]!; at < starts[paper + 1]!; at += 1) {
      const place = next[terms[at]!]!++;
      postingPapers[place] = paper;
      postingWeights[place] = weights[at]!;
    }
  }
  return { postingStarts, postingPapers, postingWeights, ...(fast && { fast }) };
}

/** Adds to `into` the product of `scale` with the dot product of these terms and each paper's. */
export function addDots(of: Terms, postings: Postings, into: Float32Array, scale = 1): void {
  if (postings.fast) {
    postings.fast.addDots(of, into, scale);
    return;
  }
  const { terms, weights } = of;
  const { postingStarts, postingPapers, postingWeights } = postings;
  const size = postingStarts.length - 1;
  for (let at = 0; at < terms.length; at += 1) {
    const term = terms[at]!;
    if (term >= size) continue;
    const weight = weights[at]! * scale;
    const end = postingStarts[term + 1]!;
    for (let place = postingStarts[term]!; place < end; place += 1) {
      into[postingPapers[place]!]! += weight * postingWeights[place]!;
    }
  }
}

/** Sets `into` to the weighed sum of squared dot products of each paper with these. */
export function sumSquares(of: Weighed, postings: Postings, into: Float32Array): void {
  if (postings.fast) {
    postings.fast.sumSquares(of, into);
    return;
  }
  into.fill(0);
  const dots = new Float32Array(into.length);
  of.papers.forEach((paper, at) => {
    addDots(paper, postings, dots);
    for (let row = 0; row < into.length; row += 1) {
      into[row]! += of.weights[at]! * dots[row]! * dots[row]!;
    }
    dots.fill(0);
  });
}
