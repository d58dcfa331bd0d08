import type { Vocabulary } from "./features/vocabulary.ts";
import { createPlaneRoom, type PlaneRoom } from "./fitting/plane-room.ts";
import { type Centre, createCentre } from "./likeness/centre.ts";
import { createDenseMatrix, type DenseMatrix } from "./likeness/dense-matrix.ts";
import { type Comparable, createGramRoom, type GramRoom, makeComparable } from "./likeness/gram.ts";
import type { PackedPapers } from "./paper-features.ts";
import { createScoreRoom, type ScoreRoom } from "./score-room.ts";

/** More deeds of a reader are not learned from: the strongest are. */
export const MOST_LIKED = 200;
export const MOST_DISLIKED = 150;

/** What is shared by all readers that one ranker serves, and scratch for one at a time. */
export interface Room {
  readonly vocabulary: Pick<Vocabulary, "identity" | "labels">;
  readonly others: Comparable;
  readonly centre: Centre;
  /** For the terms of a reader's plane. */
  readonly plane: PlaneRoom;
  /** One weight for each term; all zeros between uses. */
  readonly weights: Float32Array;
  /** For the Gram matrix of a reader. */
  readonly gram: GramRoom;
  /** For the vectors of a reader's papers. */
  readonly deeds: DenseMatrix;
  /** For what makes up the scores of candidates. */
  readonly scores: ScoreRoom;
}

export function createRoom(
  vocabulary: Pick<Vocabulary, "identity" | "labels">,
  papers: PackedPapers,
): Room {
  const most = MOST_LIKED + MOST_DISLIKED;
  const terms = vocabulary.labels.length;
  const centre = createCentre(papers);
  const others = makeComparable(papers, centre.all(papers));
  return {
    vocabulary,
    others,
    centre,
    plane: createPlaneRoom(papers, terms),
    weights: new Float32Array(terms),
    gram: createGramRoom(others, most, terms),
    deeds: createDenseMatrix(most, papers.dimensions),
    scores: createScoreRoom(),
  };
}
