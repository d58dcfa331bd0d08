import assert from "node:assert/strict";
import { test } from "node:test";
import { createDenseMatrix } from "../likeness/dense-matrix.ts";
import { type PaperFeatures, packPapers } from "../paper-features.ts";
import { diversify } from "./diversify.ts";

function paper(term: number, authors: readonly string[] = []): PaperFeatures {
  return {
    terms: Uint32Array.of(term),
    weights: Float32Array.of(1),
    dense: new Float32Array(0),
    authors,
  };
}

function order(papers: readonly PaperFeatures[], scores: readonly number[], limit: number) {
  const rows = [...papers.keys()];
  const dense = createDenseMatrix(papers.length, 0);
  const score = (row: number) => scores[row]!;
  return diversify(rows, { papers: packPapers(papers), dense, score, limit });
}

test("a twin of a paper goes behind another that is nearly as good", () => {
  const papers = [paper(1), paper(1), paper(2), paper(3)];
  assert.deepEqual(order(papers, [1, 0.95, 0.9, 0], 4), [0, 2, 1, 3]);
});

test("an author has two papers in a list while there are others", () => {
  const papers = [1, 2, 3, 4, 5].map((term) => paper(term, term < 5 ? ["ada"] : []));
  assert.deepEqual(order(papers, [5, 4, 3, 2, 1], 3), [0, 1, 4]);
});

test("a list that would be short is filled with more papers of the same author", () => {
  const papers = [1, 2, 3].map((term) => paper(term, ["ada"]));
  assert.deepEqual(order(papers, [3, 2, 1], 3), [0, 1, 2]);
});

test("no papers give an empty list", () => {
  assert.deepEqual(order([], [], 5), []);
});
