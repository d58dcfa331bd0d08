/**
 * search — finding papers: query language, lexical and semantic index, fusion, facets,
 * similar papers.
 *
 * The index is derived from `papers` and kept in a file of its own; with SEARCH=postgres in
 * the tables `search_…`, which are there only then. Owns these and `fitted_space`.
 *
 * @module
 */
export {
  blankSearch,
  HITS_PER_PAGE,
  type ListFilter,
  listFilters,
  MAX_PAGE,
  modes,
  parseSearchState,
  type SearchState,
  searchPath,
  sorts,
  toSearchRequest,
  withoutFilters,
} from "./address/search-state.ts";
export { createSearch } from "./create-search.ts";
export { buildEngine } from "./engine/create-engine.ts";
export type { IndexDocument } from "./engine/engine.ts";
export { pairedBootstrap } from "./evaluate/bootstrap.ts";
export { evaluate } from "./evaluate/evaluate.ts";
export { createPostgresSearch } from "./postgres/create-postgres-search.ts";
export type {
  FacetCount,
  Search,
  SearchAnswer,
  SearchFilters,
  SearchHit,
  SearchMode,
  SearchRequest,
  SearchSort,
  SimilarHit,
} from "./search.ts";
export type { EncoderSettings } from "./semantic/encoders/encoder-settings.ts";
export { createSharedSpace } from "./semantic/fitted/store.ts";
export { loadSpace } from "./semantic/load-space.ts";
export type { EmbeddableText, SemanticSpace } from "./semantic/space.ts";
export { saveSpace } from "./semantic/training/save-space.ts";
export { trainSpace } from "./semantic/training/train-space.ts";
export { foldText } from "./text/fold.ts";
export { markRanges } from "./text/mark-ranges.ts";
export { stemWord } from "./text/stem.ts";
export { isStopWord } from "./text/stop-words.ts";
export { visitTokens } from "./text/tokens.ts";
export { letOthersGoFirst } from "./threads/priority.ts";
