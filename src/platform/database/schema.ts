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
  edition: EditionTable; // editions
  edition_entry: EditionEntryTable; // editions
  subscriber: SubscriberTable; // digests
  delivery: DeliveryTable; // digests
  source_run: SourceRunTable; // sources
}

/** One row per work. `document` is the JSON of the merged paper as `papers` shows it. */
export interface PaperTable {
  paper_id: string;
  /** Day of the edition it belongs to. */
  edition_day: string;
  document: string;
  /** Hash of `document`, so that an unchanged paper is never rewritten. */
  document_hash: string;
}

/** Names by which a paper is recognised: `arxiv:…`, `doi:…`, `title:…`. */
export interface PaperKeyTable {
  key: string;
  paper_id: string;
}

/** What each source said, kept whole so that a merge can be undone. */
export interface PaperRecordTable {
  paper_id: string;
  source: string;
  source_id: string;
  record: string;
  record_hash: string;
  seen_on: string;
}

/** Counts that change often, apart from the paper they belong to. */
export interface PaperTallyTable {
  paper_id: string;
  upvotes: number;
  comments: number;
  citations: number;
  stars: number;
}

/** One row per write to a paper, in commit order; readers follow `seq`. */
export interface ChangeTable {
  seq: Generated<number>;
  paper_id: string;
  kind: "put" | "remove";
}

/** Where a paper stands in the open editions of its day, week and month. */
export interface PlacementTable {
  paper_id: string;
  day: string;
  week: string;
  month: string;
  upvotes: number;
  comments: number;
  prior: number;
  /** Hash of day and id: breaks ties without favouring the alphabet. */
  tie: number;
  submitted_at: string | null;
}

/** One row per closed edition; `period` is `2026-11-20`, `2026-W47` or `2026-11`. */
export interface EditionTable {
  period: string;
  frozen_at: string;
  content_hash: string;
}

export interface EditionEntryTable {
  period: string;
  rank: number;
  paper_id: string;
  score: number;
  upvotes: number;
  comments: number;
}

export interface SubscriberTable {
  subscriber_id: string;
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
  /** due | sending | sent | failed | expired */
  state: string;
  due_at: string;
  attempts: number;
  message_id: string;
  lease_token: string | null;
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
