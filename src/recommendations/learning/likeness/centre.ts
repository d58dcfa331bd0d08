import type { PackedPapers } from "../paper-features.ts";
import { createDenseMatrix, type DenseMatrix } from "./dense-matrix.ts";

type Vectors = Pick<PackedPapers, "count" | "dense">;

/** Vectors seen from the middle of all papers, so that the cosine of unrelated ones is near 0. */
export interface Centre {
  /** Made once for the same papers. */
  all(papers: Vectors): DenseMatrix;
  /** Written to the first rows of `into`. */
  move(papers: Vectors, into: DenseMatrix): void;
  one(vector: Float32Array): Float32Array;
}

/** Vectors are moved by the mean of `others` and made as long as before; zeros stay zeros. */
export function createCentre({ count, dimensions, dense }: PackedPapers): Centre {
  const mean = new Float64Array(dimensions);
  for (let paper = 0; paper < count; paper += 1) {
    for (let d = 0; d < dimensions; d += 1) mean[d]! += dense[paper * dimensions + d]! / count;
  }
  const moved = new WeakMap<Vectors, DenseMatrix>();
  const moveAll = (papers: Vectors, into: DenseMatrix) => {
    for (let start = 0; start < papers.dense.length; start += dimensions) {
      move(papers.dense, into.values, mean, start);
    }
  };
  return {
    all(papers) {
      const known = moved.get(papers);
      if (known) return known;
      const made = createDenseMatrix(papers.count, papers.dense.length / (papers.count || 1));
      moveAll(papers, made);
      moved.set(papers, made);
      return made;
    },
    move: moveAll,
    one(vector) {
      const made = new Float32Array(vector.length);
      if (vector.length > 0) move(vector, made, mean, 0);
      return made;
    },
  };
}

function move(from: Float32Array, to: Float32Array, mean: Float64Array, start: number): void {
  let before = 0;
  let after = 0;
  for (let d = 0; d < mean.length; d += 1) {
    const value = from[start + d]!;
    const moved = value - mean[d]!;
    before += value * value;
    after += moved * moved;
    to[start + d] = moved;
  }
  const scale = after > 1e-12 ? Math.sqrt(before / after) : 0;
  for (let d = 0; d < mean.length; d += 1) to[start + d]! *= scale;
}
