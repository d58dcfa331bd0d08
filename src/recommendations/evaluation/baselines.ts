import type { PackedPapers } from "../learning/index.ts";
import { createRandom, shuffle } from "../learning/random.ts";

/** Cosine of each candidate with the sum of liked papers; rows are numbers of `papers`. */
export function rankByCentroid(
  papers: PackedPapers,
  liked: readonly number[],
  candidates: readonly number[],
): Float32Array {
  const plane = new Float64Array(sizeOf(papers));
  for (const row of liked) addRow(papers, row, 1, plane);
  return scoreRows(papers, plane, candidates);
}

const COST = 0.01;
/** LIBLINEAR stops at 1e-6; by then the order of papers has not changed for long. */
const TOLERANCE = 1e-3;
const MAX_PASSES = 100;

export interface SvmExamples {
  readonly liked: readonly number[];
  /** Examples of what is not liked; liked ones among them are left out. */
  readonly others: readonly number[];
}

/**
 * The SVM of arxiv-sanity-lite over terms: squared hinge loss, C = .01, classes balanced. There,
 * `others` are all papers, the candidates too.
 */
export function rankBySanitySvm(
  papers: PackedPapers,
  { liked, others }: SvmExamples,
  candidates: readonly number[],
): Float32Array {
  const isLiked = new Uint8Array(papers.count);
  for (const row of liked) isLiked[row] = 1;
  const rows = [...liked, ...others.filter((row) => !isLiked[row])];
  // 1 / (2 C) with each class's C: that of all examples, over twice its own.
  const slack = [
    (rows.length - liked.length) / rows.length / COST,
    liked.length / rows.length / COST,
  ];
  const plane = new Float64Array(sizeOf(papers));
  const duals = new Float64Array(papers.count);
  const order = Uint32Array.from(rows);
  const random = createRandom(1);
  let bias = 0;
  for (let pass = 0; pass < MAX_PASSES; pass += 1) {
    shuffle(order, random);
    let worst = 0;
    for (const row of order) {
      const sign = isLiked[row] ? 1 : -1;
      const room = slack[isLiked[row]!]!;
      const dual = duals[row]!;
      const gradient = sign * (scoreRow(papers, row, plane) + bias) - 1 + dual * room;
      const violation = dual === 0 ? Math.min(gradient, 0) : gradient;
      if (violation === 0) continue;
      worst = Math.max(worst, Math.abs(violation));
      const after = Math.max(dual - gradient / (2 + room), 0);
      duals[row] = after;
      const step = (after - dual) * sign;
      bias += step;
      addRow(papers, row, step, plane);
    }
    if (worst < TOLERANCE) break;
  }
  return scoreRows(papers, plane, candidates);
}

function sizeOf({ terms }: PackedPapers): number {
  return terms.reduce((most, term) => Math.max(most, term + 1), 0);
}

function scoreRows(
  papers: PackedPapers,
  plane: Float64Array,
  rows: readonly number[],
): Float32Array {
  return Float32Array.from(rows, (row) => scoreRow(papers, row, plane));
}

function scoreRow({ starts, terms, weights }: PackedPapers, row: number, plane: Float64Array) {
  let score = 0;
  const end = starts[row + 1]!;
  for (let at = starts[row]!; at < end; at += 1) score += plane[terms[at]!]! * weights[at]!;
  return score;
}

function addRow(
  { starts, terms, weights }: PackedPapers,
  row: number,
  step: number,
  plane: Float64Array,
): void {
  const end = starts[row + 1]!;
  for (let at = starts[row]!; at < end; at += 1) plane[terms[at]!]! += step * weights[at]!;
}
