import type { Deed } from "../paper-features.ts";
import type { LearnedInterest, LearningStage, ReaderModel } from "../reader-model.ts";
import type { Candidates } from "./candidates.ts";

/** A topic, keyword, author, category or search that a reader has chosen. */
export interface ChosenInterest {
  /** Of its words; what they resemble is ranked higher. */
  readonly features?: {
    readonly terms: Uint32Array;
    readonly weights: Float32Array;
    readonly dense: Float32Array;
  };
  /** Candidates that it names: papers of the author or category, hits of the search. */
  readonly rows?: ReadonlySet<number>;
  /** .25 to 4; 0 is muted. */
  readonly weight: number;
}

export interface RankRequest {
  /** In the order that the reasons number them by. */
  readonly deeds: readonly Deed[];
  readonly interests?: readonly ChosenInterest[];
  readonly candidates: Candidates;
  /** How well each candidate suits readers like this one; from `suitOfReaders`. */
  readonly readers?: Float32Array;
  /** Not to be shown: seen, sent, disliked. */
  readonly isLeftOut?: (row: number) => boolean;
  readonly limit: number;
  /** Draws the exploration slot; the same seed gives the same list. */
  readonly seed?: number;
}

/** Why a candidate is in the list. */
export interface RankReason {
  readonly kind: "liked" | "interest" | "readers" | "exploration";
  /** Of `liked`: the nearest liked deed, by its number in the request. */
  readonly deed?: number;
  /** Of `interest`: the chosen interest, by its number in the request. */
  readonly interest?: number;
  /** Up to three shared terms that count for it, as people write them, weightiest first. */
  readonly terms: readonly string[];
}

export interface RankedPaper {
  /** Its place among the candidates. */
  readonly row: number;
  /** Compare only within one list. */
  readonly score: number;
  /** Chance of a like, 0–1; only when the model has a curve. */
  readonly match?: number;
  readonly reason: RankReason;
}

export interface Ranking {
  readonly stage: LearningStage | "none";
  /** Best first, then made various; at most `limit`. */
  readonly picks: readonly RankedPaper[];
  /** Candidates that could be shown. */
  readonly total: number;
  readonly interests: readonly LearnedInterest[];
  /** What was learned, to be kept until there are new deeds. */
  readonly model: ReaderModel;
}
