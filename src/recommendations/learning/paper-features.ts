/** What is learned from of one paper. Plain data, so that it goes from thread to thread. */
export interface PaperFeatures {
  /** Numbers of its terms in the vocabulary, ascending. */
  readonly terms: Uint32Array;
  /** tf-idf of each, L2-normalised; none of a paper without a known term. */
  readonly weights: Float32Array;
  /** Its vector, L2-normalised or all zeros. Every paper has the same number of dimensions. */
  readonly dense: Float32Array;
  /** Keys of its authors, in order; no more than the set number of papers share one in a list. */
  readonly authors: readonly string[];
}

/** What a reader did with a paper. */
export interface Deed {
  readonly paper: PaperFeatures;
  /** False for a dislike, a hidden paper, a paper that was shown and passed over. */
  readonly isLiked: boolean;
  /** How much it says, 0–1: 1 for a vote, .3 for what was passed over. */
  readonly weight: number;
  readonly ageDays: number;
}

/** Many papers side by side in a few arrays, which threads can share. */
export interface PackedPapers {
  readonly count: number;
  readonly dimensions: number;
  /** Terms of paper `p` lie at `[starts[p], starts[p + 1])`; `count + 1` long. */
  readonly starts: Uint32Array;
  readonly terms: Uint32Array;
  readonly weights: Float32Array;
  /** `count` × `dimensions`. */
  readonly dense: Float32Array;
  readonly authors: readonly (readonly string[])[];
}

/** Packs papers; `isShared` puts the arrays into memory that threads share. */
export function packPapers(
  papers: readonly PaperFeatures[],
  { isShared = false }: { readonly isShared?: boolean } = {},
): PackedPapers {
  const count = papers.length;
  const dimensions = papers[0]?.dense.length ?? 0;
  const total = papers.reduce((sum, { terms }) => sum + terms.length, 0);
  const room = (length: number) =>
    isShared ? new SharedArrayBuffer(length * 4) : new ArrayBuffer(length * 4);
  const starts = new Uint32Array(room(count + 1));
  const terms = new Uint32Array(room(total));
  const weights = new Float32Array(room(total));
  const dense = new Float32Array(room(count * dimensions));
  papers.forEach((paper, at) => {
    const start = starts[at]!;
    terms.set(paper.terms, start);
    weights.set(paper.weights, start);
    dense.set(paper.dense, at * dimensions);
    starts[at + 1] = start + paper.terms.length;
  });
  const authors = papers.map((paper) => paper.authors);
  return { count, dimensions, starts, terms, weights, dense, authors };
}
