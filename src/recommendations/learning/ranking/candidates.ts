import { invertPapers, type Postings } from "../likeness/postings.ts";
import { type PackedPapers, type PaperFeatures, packPapers } from "../paper-features.ts";

/** The papers of a window, made ready once for all its readers. */
export interface Candidates extends Postings {
  readonly papers: PackedPapers;
  /** How much each is spoken of now; any scale. */
  readonly trend: Float32Array;
}

/** @param trend one number for each paper; default all alike. */
export function openCandidates(
  papers: readonly PaperFeatures[] | PackedPapers,
  trend?: ArrayLike<number>,
): Candidates {
  const packed = "count" in papers ? papers : packPapers(papers);
  return {
    papers: packed,
    trend: trend ? Float32Array.from(trend) : new Float32Array(packed.count),
    ...invertPapers(packed),
  };
}
