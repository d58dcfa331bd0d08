/**
 * search — finding papers: query language, lexical and semantic index, fusion, facets,
 * similar papers.
 *
 * Owns no table: the index is derived from `papers` and kept in a file of its own.
 *
 * @module
 */
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
