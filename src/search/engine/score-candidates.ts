import { followFirstHits } from "./feedback.ts";
import { fillGaps } from "./fill-gaps.ts";
import type { StretchedLegs } from "./fusion.ts";
import { combineLegs, stretchLegs } from "./fusion.ts";
import type { IndexView } from "./index-view.ts";
import type { LexicalLeg } from "./lexical-leg.ts";
import { cosinesIn, type MeaningLeg } from "./meaning-leg.ts";
import { orderByScore, type TieBreak } from "./top-documents.ts";

export interface ScoredLegs {
  /** Absent when words are not asked for. */
  readonly lexical: LexicalLeg | undefined;
  /** One per space that knows something of the query. */
  readonly meanings: readonly MeaningLeg[];
  /** The share of each space in the fused score of the query at hand. */
  readonly weigh: (stretched: StretchedLegs) => readonly number[];
  /** Whether the vectors move towards the first hits. */
  readonly follows: boolean;
}

/** Scores of candidates, one per document: fused, and of each leg by itself. */
export interface CandidateScores {
  readonly scores: Float64Array;
  readonly words: Float64Array;
  readonly meanings: readonly Float64Array[];
}

/** Fuses what all legs say of the candidates. */
export function scoreCandidates(
  view: IndexView,
  documents: Uint32Array,
  { lexical, meanings: legs, weigh, follows }: ScoredLegs,
  goesFirst: TieBreak,
): CandidateScores {
  const words = new Float64Array(documents.length);
  if (lexical) for (let at = 0; at < words.length; at++) words[at] = lexical.all[documents[at]!]!;
  const meanings = legs.map((leg) => cosinesIn(view, leg, documents));
  const tops = {
    words: lexical?.scores ?? new Float64Array(0),
    meanings: legs.map(({ nearest }) => nearest.scores),
  };
  const known = stretchLegs({ words, meanings }, tops);
  const stretched = fillGaps(known, weigh(known), { view, legs, documents });
  const weights = weigh(stretched);
  const scores = combineLegs(stretched, weights);
  if (!follows || legs.length === 0 || documents.length === 0) return { scores, words, meanings };
  const order = orderByScore(documents, scores, goesFirst);
  const first = { documents, scores, order, stretched, weights };
  return { scores: followFirstHits(view, legs, first), words, meanings };
}
