/** Tables of `community`. Instants are ISO 8601; objects are JSON. */

/** Key: `paper_id`, `account_id`. */
export interface VoteTable {
  paper_id: string;
  account_id: string;
  at: string;
  /** What it is worth to trending; 0 does not count for the order either. */
  weight: number;
  /** Keyed hash, blank after two weeks. */
  network: string;
  /** 1: one of a burst of its network that never counts. */
  is_burst: number;
}

/** What networks are hashed with on one day; gone two days later. Key: `day`. */
export interface NetworkKeyTable {
  day: string;
  /** 32 random bytes, base64url. */
  key: string;
}

/** Key: `account_id`, `paper_id`, `mark`. */
export interface ShelfMarkTable {
  account_id: string;
  paper_id: string;
  mark: string;
  at: string;
}

/** Key: `account_id`, `kind`, `target`. */
export interface FollowTable {
  account_id: string;
  kind: string;
  target: string;
  label: string;
  at: string;
}

/** Key: `collection_id`. */
export interface CollectionTable {
  collection_id: string;
  account_id: string;
  title: string;
  about: string;
  visibility: string;
  created_at: string;
  changed_at: string;
}

/** Key: `collection_id`, `paper_id`. */
export interface CollectionEntryTable {
  collection_id: string;
  paper_id: string;
  /** Order in the collection; fractions let one move without moving others. */
  place: number;
  note: string;
  added_at: string;
}

/** Key: `comment_id`. */
export interface CommentTable {
  comment_id: string;
  paper_id: string;
  account_id: string;
  parent_id: string | null;
  body: string;
  state: string;
  created_at: string;
  edited_at: string | null;
  edits: number;
}

/** Key: `comment_id`, `number`. */
export interface CommentVersionTable {
  comment_id: string;
  number: number;
  body: string;
  at: string;
}

/** Key: `comment_id`, `account_id`, `kind`. */
export interface ReactionTable {
  comment_id: string;
  account_id: string;
  kind: string;
  at: string;
}

/** Key: `submission_id`. */
export interface SubmissionTable {
  submission_id: string;
  account_id: string;
  /** JSON of what was brought. */
  input: string;
  comment: string;
  /** waiting | review | accepted | duplicate | refused */
  state: string;
  reason: string;
  /** As its source calls the paper; empty until it has answered. */
  title: string;
  paper_id: string | null;
  attempts: number;
  /** Of one that waits: its source is not asked before; also the lease of who is asking. */
  not_before: string | null;
  created_at: string;
  decided_at: string | null;
  decided_by: string | null;
}

/** Key: `claim_id`. */
export interface ClaimTable {
  claim_id: string;
  paper_id: string;
  account_id: string;
  author_place: number;
  author_name: string;
  grade: string;
  state: string;
  evidence: string;
  reason: string;
  created_at: string;
  decided_at: string | null;
  decided_by: string | null;
  check_attempts: number;
  /** The ORCID record is to be read from then on; null: it has been, or there is none. */
  check_after: string | null;
}

/** What a claimed author adds to a paper. Key: `link_id`. */
export interface AuthorLinkTable {
  link_id: string;
  paper_id: string;
  account_id: string;
  /** code | model | data | project: an address; organization: a name. */
  kind: string;
  value: string;
  at: string;
}

/** Key: `entry_id`. */
export interface ModerationEntryTable {
  entry_id: string;
  at: string;
  actor_id: string;
  action: string;
  target_kind: string;
  target_id: string;
  reason: string;
  undo: string | null;
  undone_by: string | null;
}

/** Key: `report_id`. */
export interface ReportTable {
  report_id: string;
  target_kind: string;
  target_id: string;
  account_id: string;
  reason: string;
  at: string;
  state: string;
}

/** Key: `paper_id`. */
export interface PaperLockTable {
  paper_id: string;
  at: string;
}

/** Key: `name`. */
export interface CommunityCursorTable {
  name: string;
  seq: number;
}
