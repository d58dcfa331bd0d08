import type { PackedPapers } from "../paper-features.ts";

/** Papers by term: those of term `t` lie at `[postingStarts[t], postingStarts[t + 1])`. */
export interface Postings {
  readonly postingStarts: Uint32Array;
  readonly postingPapers: Uint32Array;
  readonly postingWeights: Float32Array;
}

export function invertPapers({ count, starts, terms, weights }: PackedPapers): Postings {
  let size = 0;
  for (const term of terms) if (term >= size) size = term + 1;
  const postingStarts = new Uint32Array(size + 1);
  for (const term of terms) postingStarts[term + 1]! += 1;
  for (let term = 0; term < size; term += 1) postingStarts[term + 1]! += postingStarts[term]!;
  const next = postingStarts.slice();
  const postingPapers = new Uint32Array(terms.length);
  const postingWeights = new Float32Array(terms.length);
  for (let paper = 0; paper < count; paper += 1) {
    for (let at = starts[paper]!; at < starts[paper + 1]!; at += 1) {
      const place = next[terms[at]!]!++;
      postingPapers[place] = paper;
      postingWeights[place] = weights[at]!;
    }
  }
  return { postingStarts, postingPapers, postingWeights };
}

/** Terms of one paper, or of a plane. */
export interface Terms {
  readonly terms: Uint32Array;
  readonly weights: Float32Array;
}

/** Adds to `into` the product of `scale` with the dot product of these terms and each paper's. */
export function addDots(
  { terms, weights }: Terms,
  { postingStarts, postingPapers, postingWeights }: Postings,
  into: Float32Array,
  scale = 1,
): void {
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
