/**
 * learning — what one reader likes, and which papers suit them. Pure: no clock, no database.
 *
 * @module
 */
export {
  type ItemNeighbours,
  learnNeighbours,
  suitOfReaders,
} from "./collaborative/item-neighbours.ts";
export { createRanker, type Ranker } from "./create-ranker.ts";
export { createFeatureMaker, type FeatureMaker } from "./features/make-features.ts";
export {
  createVocabularyBuilder,
  type PaperText,
  type Vocabulary,
} from "./features/vocabulary.ts";
export { type Deed, type PackedPapers, type PaperFeatures, packPapers } from "./paper-features.ts";
export { type Candidates, openCandidates } from "./ranking/candidates.ts";
export type {
  ChosenInterest,
  Ranking,
  RankReason,
} from "./ranking/ranking.ts";
export type { LearnedInterest } from "./reader-model.ts";
