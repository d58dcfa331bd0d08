import type { ContentModel } from "./content-prior.ts";

/** A paper whose votes are known. */
export interface SettledPaper {
  readonly features: ArrayLike<number>;
  /** log(1 + votes); less what is known already. */
  readonly log: number;
  /** Papers are compared within their group: those of one day. */
  readonly group: string;
}

/** Of the plain values, of which there are few, and of the parts of the vector. */
const PLAIN_PENALTY = 1;
const VECTOR_PENALTY = 25;
const PLAIN_COUNT = 3;
/** Digits kept of a weight. */
const DIGITS = 5;

/**
 * Ridge regression of log(1 + votes) on the features, both as they differ from the mean of
 * their group: what is learnt is what tells papers of one day apart.
 */
export function fitContent(papers: readonly SettledPaper[], space: string): ContentModel {
  const size = papers[0]?.features.length ?? 0;
  const groups = Map.groupBy(papers, (paper) => paper.group);
  const matrix = Array.from({ length: size }, () => new Float64Array(size));
  const right = new Float64Array(size);
  for (const group of groups.values()) addGroup(group, matrix, right);
  for (let at = 0; at < size; at += 1) {
    matrix[at]![at]! += at < PLAIN_COUNT ? PLAIN_PENALTY : VECTOR_PENALTY;
  }
  return {
    space,
    means: [...meanOf(papers)].map(short),
    weights: [...solve(matrix, right)].map(short),
  };
}

function short(value: number): number {
  return Number(value.toPrecision(DIGITS));
}

function meanOf(papers: readonly SettledPaper[]): Float64Array {
  const mean = new Float64Array(papers[0]?.features.length ?? 0);
  for (const { features } of papers) {
    for (let at = 0; at < mean.length; at += 1) mean[at]! += features[at]! / papers.length;
  }
  return mean;
}

/** Adds the products of what is left of each paper's features and votes without their means. */
function addGroup(
  group: readonly SettledPaper[],
  matrix: readonly Float64Array[],
  right: Float64Array,
): void {
  const mean = meanOf(group);
  const meanLog = group.reduce((sum, { log }) => sum + log, 0) / group.length;
  for (const { features, log } of group) {
    const row = mean.map((value, at) => features[at]! - value);
    const target = log - meanLog;
    for (let at = 0; at < row.length; at += 1) {
      const value = row[at]!;
      right[at]! += value * target;
      const line = matrix[at]!;
      for (let other = 0; other <= at; other += 1) line[other]! += value * row[other]!;
    }
  }
}

/** Solves a symmetric positive definite system, given its lower half, by Cholesky's method. */
function solve(lower: readonly Float64Array[], right: Float64Array): Float64Array {
  const size = right.length;
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let sum = lower[row]![column]!;
      for (let at = 0; at < column; at += 1) sum -= lower[row]![at]! * lower[column]![at]!;
      lower[row]![column] = row === column ? Math.sqrt(sum) : sum / lower[column]![column]!;
    }
  }
  const solution = right.slice();
  for (let row = 0; row < size; row += 1) {
    for (let at = 0; at < row; at += 1) solution[row]! -= lower[row]![at]! * solution[at]!;
    solution[row]! /= lower[row]![row]!;
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    for (let at = row + 1; at < size; at += 1) solution[row]! -= lower[at]![row]! * solution[at]!;
    solution[row]! /= lower[row]![row]!;
  }
  return solution;
}
