import { DENSE_SHARE, type SeenPapers } from "../likeness/gram.ts";
import type { LinearModel } from "../reader-model.ts";
import type { Room } from "../room.ts";
import type { PlaneRoom } from "./plane-room.ts";

/** How much a plane holds of a reader's papers, and of the others of the room; by row. */
export interface PlaneShares {
  readonly own: SeenPapers;
  readonly ofOwn: Float64Array;
  readonly ofOthers: Float64Array;
}

/** The plane that is the sum of these papers; its dot product with one is a sum of likenesses. */
export function sumPlane({ others, plane }: Room, shares: PlaneShares): LinearModel {
  const { own, ofOwn, ofOthers } = shares;
  const dense = new Float32Array(others.papers.dimensions);
  addDense(own, ofOwn, dense);
  addDense(others, ofOthers, dense);
  const beside = addOwn(own, ofOwn, plane);
  addOthers(others, ofOthers, plane);
  return { ...takeTerms(plane, beside), dense };
}

function addDense(of: SeenPapers, shares: Float64Array, into: Float32Array): void {
  of.dense.sumRows(
    Float32Array.from(shares, (share) => share * DENSE_SHARE),
    into,
  );
}

/** @returns the terms that the others do not have, ascending; seldom one twice. */
function addOwn(
  { papers: { starts, terms, weights } }: SeenPapers,
  shares: Float64Array,
  { placeOf, sums, rest }: PlaneRoom,
): Uint32Array {
  const beside: number[] = [];
  for (let row = 0; row < shares.length; row += 1) {
    const share = shares[row]! * (1 - DENSE_SHARE);
    const end = share === 0 ? 0 : starts[row + 1]!;
    for (let at = starts[row]!; at < end; at += 1) {
      const term = terms[at]!;
      const product = share * weights[at]!;
      const place = placeOf[term]!;
      if (place > 0) sums[place - 1]! += product;
      else {
        if (rest[term] === 0) beside.push(term);
        rest[term]! += product;
      }
    }
  }
  return Uint32Array.from(beside).sort();
}

function addOthers(
  { papers: { starts, weights } }: SeenPapers,
  shares: Float64Array,
  { places, sums }: PlaneRoom,
): void {
  for (let row = 0; row < shares.length; row += 1) {
    const share = shares[row]! * (1 - DENSE_SHARE);
    const end = share === 0 ? 0 : starts[row + 1]!;
    for (let at = starts[row]!; at < end; at += 1) sums[places[at]!]! += share * weights[at]!;
  }
}

/** What is not zero in the sums, which are all zeros then. */
function takeTerms(
  { common, sums, rest }: PlaneRoom,
  beside: Uint32Array,
): Pick<LinearModel, "terms" | "weights"> {
  const terms = new Uint32Array(common.length + beside.length);
  const weights = new Float32Array(terms.length);
  let count = 0;
  let next = 0;
  for (let place = 0; place <= common.length; place += 1) {
    const until = place < common.length ? common[place]! : Number.POSITIVE_INFINITY;
    for (; next < beside.length && beside[next]! < until; next += 1) {
      const term = beside[next]!;
      terms[count] = term;
      weights[count] = rest[term]!;
      count += Number(rest[term] !== 0);
      rest[term] = 0;
    }
    if (place === common.length) break;
    // Written without a branch, which would be guessed wrong for many a term.
    terms[count] = until;
    weights[count] = sums[place]!;
    count += Number(sums[place] !== 0);
  }
  sums.fill(0);
  return { terms: terms.subarray(0, count), weights: weights.subarray(0, count) };
}
