import type { PackedPapers } from "../paper-features.ts";
import type { DenseMatrix } from "./dense-matrix.ts";
import { bindRows, type FastRows, type RowRoom } from "./fast-rows.ts";
import { addDots, invertPapers, type Postings } from "./postings.ts";
import { termsOf } from "./terms.ts";

/**
 * Share of the vectors in how alike two papers are; the terms have the rest. More of it finds
 * more of authors' own papers up to .3, and less beyond (year 2022).
 */
export const DENSE_SHARE = 0.25;

/** Papers with their vectors seen from the middle. */
export interface SeenPapers {
  readonly papers: PackedPapers;
  readonly dense: DenseMatrix;
}

/** The same, by term too. */
export interface Comparable extends SeenPapers, Postings {}

export function makeComparable(papers: PackedPapers, dense: DenseMatrix): Comparable {
  return { papers, dense, ...invertPapers(papers) };
}

/** How alike every paper is to every other; symmetric, row by row. */
export interface Gram {
  readonly size: number;
  /** Numbers from the start of one row to that of the next; `size` or more. */
  readonly stride: number;
  readonly values: Float32Array;
  /** Where a kernel can read it; whoever takes its scores sets them to zero. */
  readonly fast?: FastRows;
}

/** Sets `into` to how alike each of `of` is to paper `row` of `papers`. */
function likenessTo(
  { papers, dense }: SeenPapers,
  row: number,
  of: Comparable,
  into: Float32Array,
): void {
  of.dense.multiply(dense.values, row * dense.dimensions, into);
  for (let other = 0; other < into.length; other += 1) into[other]! *= DENSE_SHARE;
  addDots(termsOf(papers, row), of, into, 1 - DENSE_SHARE);
}

/** Room for the Gram matrices of up to `most` papers and then `known.size` that stay. */
export interface GramRoom {
  readonly most: number;
  readonly stride: number;
  readonly values: Float32Array;
  /** Where a kernel can read them. */
  readonly rows?: RowRoom;
  /** One number for each term; all zeros between uses. */
  readonly lastPlaces: Uint32Array;
}

/** @param terms how many the vocabulary has. */
export function createGramRoom(second: Comparable, most: number, terms: number): GramRoom {
  const size = second.papers.count;
  const stride = most + size;
  const rows = bindRows(stride);
  const values = rows?.values ?? new Float32Array(stride * stride);
  for (let row = 0; row < size; row += 1) {
    const start = (most + row) * stride + most;
    likenessTo(second, row, second, values.subarray(start, start + size));
  }
  return { most, stride, values, ...(rows && { rows }), lastPlaces: new Uint32Array(terms) };
}

/**
 * The Gram matrix of `first` and then the papers that the room is for.
 *
 * @param first at most as many as there is room for. The values hold until the next call.
 */
export function joinGrams(first: SeenPapers, second: Comparable, room: GramRoom): Gram {
  const { stride } = room;
  const own = first.papers.count;
  const size = own + second.papers.count;
  const values = room.values.subarray((room.most - own) * (stride + 1));
  for (let row = 0; row < own; row += 1) {
    const start = row * stride;
    const ownRow = values.subarray(start, start + own);
    first.dense.multiply(first.dense.values, row * first.dense.dimensions, ownRow);
    for (let other = 0; other < own; other += 1) ownRow[other]! *= DENSE_SHARE;
    likenessTo(first, row, second, values.subarray(start + own, start + size));
  }
  addOwnDots(first.papers, { stride, values }, room.lastPlaces);
  for (let other = own; other < size; other += 1) {
    const start = other * stride;
    for (let row = 0; row < own; row += 1) values[start + row] = values[row * stride + other]!;
  }
  const fast = room.rows?.from(room.most - own, size);
  return { size, stride, values, ...(fast && { fast }) };
}

/**
 * Adds the dot products of the terms of all pairs of papers. Places of one term are chained,
 * the last one first, so that nothing as long as the vocabulary is made for a few papers.
 */
function addOwnDots(
  { count, starts, terms, weights }: PackedPapers,
  { stride, values }: Pick<Gram, "stride" | "values">,
  lastPlaces: Uint32Array,
): void {
  const before = new Uint32Array(terms.length + 1);
  const rowOf = new Uint32Array(terms.length + 1);
  for (let row = 0; row < count; row += 1) {
    const end = starts[row + 1]!;
    for (let at = starts[row]!; at < end; at += 1) {
      const term = terms[at]!;
      const weight = (1 - DENSE_SHARE) * weights[at]!;
      values[row * stride + row]! += weight * weights[at]!;
      for (let place = lastPlaces[term]!; place > 0; place = before[place]!) {
        const product = weight * weights[place - 1]!;
        values[row * stride + rowOf[place]!]! += product;
        values[rowOf[place]! * stride + row]! += product;
      }
      rowOf[at + 1] = row;
      before[at + 1] = lastPlaces[term]!;
      lastPlaces[term] = at + 1;
    }
  }
  for (const term of terms) lastPlaces[term] = 0;
}
