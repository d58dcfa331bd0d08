/** How much is known of a reader: fewer than five liked papers, fewer than thirty, or more. */
export type LearningStage = "cold" | "similar" | "learned";

/** A plane that parts liked papers from others; only what is not zero. */
export interface LinearModel {
  /** Ascending. */
  readonly terms: Uint32Array;
  readonly weights: Float32Array;
  readonly dense: Float32Array;
}

/** Something that several liked papers have in common. */
export interface LearnedInterest {
  /** Numbers of the liked deeds it is made of, nearest to its middle first. */
  readonly deeds: readonly number[];
  /** Its most telling words as people write them, weightiest first. */
  readonly words: readonly string[];
  /** 0 when the reader has muted it. */
  readonly weight: number;
}

/** From a score to a chance (Platt 1999): 1 / (1 + e^(slope · score + offset)). */
export interface MatchCurve {
  readonly slope: number;
  readonly offset: number;
}

/** Papers that others are compared with. */
export interface ComparedDeeds {
  /** Numbers of the deeds. */
  readonly deeds: Uint32Array;
  /** What each says now, above 0; by place in `deeds`. */
  readonly weights: Float32Array;
}

/** What was learned of one reader. Plain data: it can be kept, and sent to a thread. */
export interface ReaderModel {
  readonly stage: LearningStage;
  /** Of the vocabulary it speaks of. */
  readonly identity: string;
  /** Absent where nothing is liked. */
  readonly plane?: LinearModel;
  /** What the plane leaves out: its sum with a paper's dot product is that paper's score. */
  readonly bias: number;
  readonly liked: ComparedDeeds;
  readonly disliked: ComparedDeeds;
  /** The largest first. */
  readonly interests: readonly LearnedInterest[];
  /** From the plane's score to a chance; only with 30 ratings, of both kinds. */
  readonly match?: MatchCurve;
}
