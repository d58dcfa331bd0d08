import type { PackedPapers } from "../paper-features.ts";

/** Room for the terms of planes, most of which are those of the same papers. */
export interface PlaneRoom {
  /** Different terms of these papers, ascending. */
  readonly common: Uint32Array;
  /** Of each term of the vocabulary its place in `common`, and 1; 0 where it is not there. */
  readonly placeOf: Uint32Array;
  /** Of each posting of these papers the place of its term. */
  readonly places: Uint32Array;
  /** Sums by place; all zeros between uses. */
  readonly sums: Float64Array;
  /** Sums by term of what is not in `common`; all zeros between uses. */
  readonly rest: Float64Array;
}

/** @param terms how many the vocabulary has. */
export function createPlaneRoom(papers: PackedPapers, terms: number): PlaneRoom {
  const common = Uint32Array.from(new Set(papers.terms)).sort();
  const placeOf = new Uint32Array(terms);
  common.forEach((term, place) => {
    placeOf[term] = place + 1;
  });
  return {
    common,
    placeOf,
    places: papers.terms.map((term) => placeOf[term]! - 1),
    sums: new Float64Array(common.length),
    rest: new Float64Array(terms),
  };
}
