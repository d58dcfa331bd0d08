import type { PackedPapers } from "../paper-features.ts";

/** Terms of one paper, or of a plane; ascending. */
export interface Terms {
  readonly terms: Uint32Array;
  readonly weights: Float32Array;
}

/** Papers, and what the square of being like each is worth. */
export interface Weighed {
  readonly papers: readonly Terms[];
  readonly weights: readonly number[];
}

/** Terms of one of many papers; views, not copies. */
export function termsOf({ starts, terms, weights }: PackedPapers, row: number): Terms {
  const [start, end] = [starts[row]!, starts[row + 1]!];
  return { terms: terms.subarray(start, end), weights: weights.subarray(start, end) };
}

/** Calls `visit` for each term that both have, with the product of its weights. */
export function visitShared(
  one: Terms,
  other: Terms,
  visit: (term: number, product: number) => void,
): void {
  let a = 0;
  let b = 0;
  while (a < one.terms.length && b < other.terms.length) {
    const difference = one.terms[a]! - other.terms[b]!;
    if (difference === 0) visit(one.terms[a]!, one.weights[a]! * other.weights[b]!);
    if (difference <= 0) a += 1;
    if (difference >= 0) b += 1;
  }
}

export function dotTerms(one: Terms, other: Terms): number {
  let sum = 0;
  visitShared(one, other, (_, product) => {
    sum += product;
  });
  return sum;
}
