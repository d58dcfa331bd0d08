import type { PaperId } from "#papers";
import type { Day } from "#platform";

/** `words`: the lexical leg alone; `meaning`: the vectors alone; `hybrid`: both, fused. */
export type SearchMode = "hybrid" | "words" | "meaning";

export type SearchSort = "relevance" | "new" | "votes" | "discussed";

/** Values that must all hold; a list holds when any of its values does. */
export interface SearchFilters {
  /** Author names or slugs. */
  readonly authors?: readonly string[];
  /** Organisation names or slugs. */
  readonly organizations?: readonly string[];
  readonly categories?: readonly string[];
  readonly venues?: readonly string[];
  readonly from?: Day;
  readonly until?: Day;
  readonly has?: readonly ("code" | "data" | "model" | "project" | "comments")[];
  /** None but these papers, such as those that came in today. */
  readonly among?: readonly PaperId[];
}

export interface SearchRequest {
  /** Words, "phrases", -word, author:, org:, category:, venue:, has:, from:, to:, like:, unlike:. */
  readonly query: string;
  readonly mode?: SearchMode;
  readonly filters?: SearchFilters;
  readonly sort?: SearchSort;
  /** Only papers that hold every word; nothing where none does. Not for `meaning` and `like:`. */
  readonly everyWord?: boolean;
  /** Default 20, at most 1,000. */
  readonly limit?: number;
  readonly offset?: number;
  /** Count facets; costs a pass over all hits. */
  readonly facets?: boolean;
}

export interface SearchHit {
  readonly paperId: PaperId;
  /** Fused score; compare only within one answer. */
  readonly score: number;
  /** BM25F score, 0 when no word matched. */
  readonly words: number;
  /** Cosine of query and paper, 0 when that leg did not look at it. */
  readonly meaning: number;
  /** Surface forms of the query that occur in the paper; empty for a hit by meaning alone. */
  readonly matched: readonly string[];
  /** Terms shared with the papers of `like:` that say why, most telling first. */
  readonly sharedTerms?: readonly string[];
}

/** A piece of a query that was not taken as it looks, and what was done instead. */
export interface QueryNote {
  /** The piece as typed. */
  readonly text: string;
  readonly kind:
    | "unknown-operator"
    | "no-value"
    | "unknown-value"
    | "no-date"
    | "unclosed-quote"
    | "unknown-paper"
    | "encoder-silent";
  /** One sentence for people, such as `“title:” is not an operator; searched for as words.` */
  readonly message: string;
}

export interface FacetCount {
  readonly value: string;
  readonly label: string;
  readonly count: number;
}

export type FacetName = "author" | "org" | "category" | "venue" | "year" | "has";

export interface SearchAnswer {
  readonly query: string;
  readonly mode: SearchMode;
  /** Papers that hold to the filters and match, whatever `limit` is. */
  readonly total: number;
  readonly tookMs: number;
  readonly hits: readonly SearchHit[];
  /** Most frequent first; present when asked for. */
  readonly facets?: Readonly<Record<FacetName, readonly FacetCount[]>>;
  /** Spelling that finds more, when a query word is unknown. */
  readonly suggestion?: string;
  /** Papers that `like:` and `unlike:` name and that are here; absent when there are none. */
  readonly named?: { readonly like: readonly PaperId[]; readonly unlike: readonly PaperId[] };
  /** What in the query was not taken as it looks, in the order typed; mostly nothing. */
  readonly notes: readonly QueryNote[];
  /** Terms for `markRanges`, folded and stemmed as the index has them; a phrase is one, with spaces. */
  readonly terms: readonly string[];
}

export interface SimilarHit {
  readonly paperId: PaperId;
  /** At most 1; compare only within one list. */
  readonly score: number;
  /** Terms both papers share that say why, most telling first; never empty. */
  readonly sharedTerms: readonly string[];
}

export interface EncodeProgress {
  /** Papers that have a vector of the optional encoder. */
  readonly encoded: number;
  readonly papers: number;
}

/** How a run ended. */
export interface EncodeOutcome extends EncodeProgress {
  /** Papers that the encoder refuses, or that have no text. */
  readonly refused: number;
}

interface SearchStatus {
  readonly papers: number;
  /** Position of the change log the index has reached. */
  readonly seq: number;
  /** The space fitted to the papers, once there is one, and how many papers there were then. */
  readonly fitted?: { readonly identity: string; readonly papers: number };
  readonly isCatchingUp: boolean;
}

/** Finds papers. The index is derived from the papers and can always be rebuilt. */
export interface Search {
  /** @throws AppError `invalid` when the query is longer than 1,000 characters. */
  find(request: SearchRequest): Promise<SearchAnswer>;
  /** @throws AppError `not_found` when the paper is not in the index. */
  similar(paperId: PaperId, limit: number): Promise<readonly SimilarHit[]>;
  /** Whether papers, or a space that another process has fitted, are there to catch up with. */
  isBehind(): Promise<boolean>;
  /** Indexes, in a worker, all that the change log holds beyond the index. Safe to call while one runs. */
  catchUp(): Promise<void>;
  /** Writes the index beside the database; atomic and checksummed. */
  save(): Promise<void>;
  /**
   * Makes the vectors of the optional encoder that papers lack, in a worker; absent without
   * such an encoder. Safe to call while one runs.
   *
   * @throws AppError when the encoder does not answer, or not as it should; what was made
   *   until then is kept, and the next call goes on from there.
   */
  encode?(onProgress?: (progress: EncodeProgress) => void): Promise<EncodeOutcome>;
  status(): SearchStatus;
  close(): Promise<void>;
}
