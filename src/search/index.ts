/**
 * search — finding papers: query language, lexical and semantic index, fusion, facets,
 * similar papers.
 *
 * Owns no table: the index is derived from `papers` and kept in a file of its own.
 *
 * @module
 */
export { createSearch, type SearchParts } from "./create-search.ts";
export { buildEngine } from "./engine/create-engine.ts";
export type { Engine, IndexDocument } from "./engine/engine.ts";
export { type EvaluationReport, evaluate } from "./evaluate/evaluate.ts";
export type {
  FacetCount,
  FacetName,
  Search,
  SearchAnswer,
  SearchFilters,
  SearchHit,
  SearchMode,
  SearchRequest,
  SearchSort,
  SearchStatus,
  SimilarHit,
} from "./search.ts";
export { loadSpace } from "./semantic/load-space.ts";
export type { EmbeddableText, SemanticSpace } from "./semantic/space.ts";
export { saveSpace } from "./semantic/training/save-space.ts";
export {
  type TrainedSpace,
  type TrainingOptions,
  trainSpace,
} from "./semantic/training/train-space.ts";
export { markRanges } from "./text/mark-ranges.ts";
