/**
 * The tables `search_…` are there only with SEARCH=postgres. They are derived from the papers,
 * made by search itself, and made anew when their format changes. One row, `name` is `search`.
 */
export interface SearchStateTable {
  name: string;
  format: number;
  /** Identity of the semantic space of the vectors. */
  space: string;
  /** How far the change log has been taken in. */
  seq: number;
  papers: number;
  title_words: number;
  abstract_words: number;
  largest_tally: number;
  newest_day: number;
  /** 0 while many papers are loaded: the large indexes are made at the end. */
  is_indexed: number;
}

/** What words and filters find a paper by. Key: `paper_id`. */
export interface SearchPaperTable {
  paper_id: string;
  /** Hash of the id below 2^32: orders equal scores, picks samples. */
  tie: number;
  /** Days since 1970-01-01. */
  day: number;
  /** Bits: code, data, model, project, comments. */
  has: number;
  upvotes: number;
  comments: number;
  citations: number;
  title_length: number;
  abstract_length: number;
  /** Terms of all fields as words of the configuration `simple`. */
  terms: string;
  /** Values of filters: `author:jane-doe`, `has:code`, `category:cs.cl`, `below:cs`. */
  labels: string[];
}

/** Vectors, apart from all that changes more often. Key: `paper_id`. */
export interface SearchVectorTable {
  paper_id: string;
  /** halfvec as text. */
  embedding: string;
}

/** Hashes of all that names a paper exactly. Key: (`paper_id`, `key`). */
export interface SearchKeyTable {
  paper_id: string;
  key: number;
}

/** In how many papers a term is. Key: `lexeme`. */
export interface SearchTermTable {
  lexeme: string;
  papers: number;
}

/** Printed words and the terms they stand under, for spelling. Key: `word`. */
export interface SearchWordTable {
  word: string;
  lexeme: string;
}

/** Values of filters and how they are shown. Key: (`list`, `slug`). */
export interface SearchValueTable {
  list: string;
  slug: string;
  label: string;
  tokens: string[];
}
