/**
 * Every table, as kysely sees it. The module that writes a table stands beside its name;
 * `test/architecture.test.ts` holds modules to it.
 *
 * Dialect-neutral on purpose: instants are ISO 8601 text (UTC), days are `YYYY-MM-DD` text,
 * structured values are JSON text, truth values are 0 or 1.
 */
import type { Generated } from "kysely";

export interface Schema {
  paper: PaperTable; // papers
  paper_key: PaperKeyTable; // papers
  paper_record: PaperRecordTable; // papers
  paper_tally: PaperTallyTable; // papers
  change: ChangeTable; // papers
  placement: PlacementTable; // editions
  placement_cursor: PlacementCursorTable; // editions
  edition: EditionTable; // editions
  edition_entry: EditionEntryTable; // editions
  subscriber: SubscriberTable; // digests
  delivery: DeliveryTable; // digests
  source_run: SourceRunTable; // sources
  fitted_space: FittedSpaceTable; // search
  search_state: SearchStateTable; // search
  search_paper: SearchPaperTable; // search
  search_vector: SearchVectorTable; // search
  search_key: SearchKeyTable; // search
  search_term: SearchTermTable; // search
  search_word: SearchWordTable; // search
  search_value: SearchValueTable; // search
}

/** One row per work. `document` is the JSON of the merged paper as `papers` shows it. */
interface PaperTable {
  paper_id: string;
  /** Day of the edition it belongs to. */
  edition_day: string;
  document: string;
  /** Hash of `document`, so that an unchanged paper is never rewritten. */
  document_hash: string;
}

/** Names by which a paper is recognised: `p-…`, `arxiv:…`, `doi:…`, `apart:…`. */
interface PaperKeyTable {
  key: string;
  paper_id: string;
}

/** What each source said, kept whole so that a merge can be undone. */
interface PaperRecordTable {
  paper_id: string;
  source: string;
  source_id: string;
  record: string;
  record_hash: string;
  seen_on: string;
}

/** Counts that change often, apart from the paper they belong to. */
interface PaperTallyTable {
  paper_id: string;
  upvotes: number;
  comments: number;
  citations: number;
  stars: number;
}

/** One row per write to a paper, in commit order; readers follow `seq`. */
interface ChangeTable {
  seq: Generated<number>;
  paper_id: string;
  kind: "put" | "remove";
}

/**
 * Where a paper stands in the editions of its day, week and month. Key: `paper_id`.
 *
 * Indexes, for each `period` of day, week and month: (period, upvotes desc, prior desc, tie);
 * (period, comments desc, upvotes desc, prior desc, tie) where comments > 0;
 * (period, submitted_at desc, upvotes desc, prior desc, tie) where submitted_at is not null.
 */
export interface PlacementTable {
  paper_id: string;
  day: string;
  week: string;
  month: string;
  upvotes: number;
  comments: number;
  /** Double precision, in [0, 1). */
  prior: number;
  /** Hash of day and id: breaks ties without favouring the alphabet. An integer below 2^53. */
  tie: number;
  submitted_at: string | null;
}

/** How far the change log has been placed; one row, `name` is `editions`. Key: `name`. */
interface PlacementCursorTable {
  name: string;
  seq: number;
}

/**
 * One row per period that has papers, open or closed; `period` is `2026-11-20`, `2026-W47` or
 * `2026-11`. Key: `period`. Indexes: (kind, period); (period) where frozen_at is null.
 */
export interface EditionTable {
  period: string;
  /** day | week | month */
  kind: string;
  /** Papers placed in it while open, entries once frozen. */
  papers: number;
  /** Papers placed in it that the frozen entries do not hold. */
  late_arrivals: number;
  last_arrival_at: string;
  frozen_at: string | null;
  content_hash: string | null;
}

/**
 * What a frozen edition shows. Key: (`period`, `rank`). Indexes: unique (paper_id, period);
 * (period, comments desc, rank) where comments > 0;
 * (period, submitted_at desc, rank) where submitted_at is not null.
 */
interface EditionEntryTable {
  period: string;
  rank: number;
  paper_id: string;
  /** Double precision. */
  score: number;
  upvotes: number;
  comments: number;
  submitted_at: string | null;
}

export interface SubscriberTable {
  subscriber_id: string;
  /** Lower case; `hmac:…` for an address that never confirmed and was let go. */
  email: string;
  /** pending | active | unsubscribed */
  state: string;
  /** daily | weekly */
  cadence: string;
  hour: number;
  time_zone: string;
  token_salt: string;
  created_at: string;
  confirmed_at: string | null;
  confirmation_sent_at: string | null;
  confirmations_sent: number;
}

/** The ledger: one row per subscriber and edition, claimed before anything is sent. */
export interface DeliveryTable {
  subscriber_id: string;
  period: string;
  /**
   * due | sending | sent | failed (refused for good) | expired (too late) | suppressed (the
   * reader left). Only `due` and `sending` ever change.
   */
  state: string;
  due_at: string;
  attempts: number;
  message_id: string;
  lease_token: string | null;
  /** Of a `sending` row: its claim ends then. Of a `due` row: not to be tried before. */
  lease_until: string | null;
  last_error: string | null;
  sent_at: string | null;
}

/** What the last visits to a live source brought, shown to readers. */
export interface SourceRunTable {
  source: string;
  started_at: string;
  finished_at: string | null;
  /** running | done | failed */
  outcome: string;
  records: number;
  message: string | null;
  etag: string | null;
  last_modified: string | null;
}

/**
 * The semantic space fitted to the papers, which processes beside one PostgreSQL share; on
 * SQLite it is empty. One row, `name` is `papers`. Derived: it may be deleted.
 */
interface FittedSpaceTable {
  name: string;
  /** Of the saved index: terms of another one mean something else. */
  format: number;
  /** A checksum of `content`. */
  identity: string;
  /** Papers there were when it was fitted. */
  papers: number;
  dimensions: number;
  /** JSON: languages beside English whose stems are among the terms. */
  languages: string;
  /** JSON: where in `content` each column lies. */
  places: string;
  content: Uint8Array;
}

/**
 * The tables `search_…` are there only with SEARCH=postgres. They are derived from the papers,
 * made by search itself, and made anew when their format changes. One row, `name` is `search`.
 */
interface SearchStateTable {
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
interface SearchVectorTable {
  paper_id: string;
  /** halfvec as text. */
  embedding: string;
}

/** Hashes of all that names a paper exactly. Key: (`paper_id`, `key`). */
interface SearchKeyTable {
  paper_id: string;
  key: number;
}

/** In how many papers a term is. Key: `lexeme`. */
interface SearchTermTable {
  lexeme: string;
  papers: number;
}

/** Printed words and the terms they stand under, for spelling. Key: `word`. */
interface SearchWordTable {
  word: string;
  lexeme: string;
}

/** Values of filters and how they are shown. Key: (`list`, `slug`). */
interface SearchValueTable {
  list: string;
  slug: string;
  label: string;
  tokens: string[];
}
