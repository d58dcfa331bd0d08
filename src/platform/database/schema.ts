/**
 * Every table, as kysely sees it. The module that writes a table stands beside its name;
 * `test/architecture.test.ts` holds modules to it.
 *
 * Dialect-neutral on purpose: instants are ISO 8601 text (UTC), days are `YYYY-MM-DD` text,
 * structured values are JSON text, truth values are 0 or 1.
 */
import type { Generated } from "kysely";
import type {
  AccountEventTable,
  AccountTable,
  ApiTokenTable,
  IdentityTable,
  PasskeyTable,
  RequestKeyTable,
  SessionTable,
  SignInTable,
} from "./schema-accounts.ts";
import type {
  AuthorLinkTable,
  ClaimTable,
  CollectionEntryTable,
  CollectionTable,
  CommentTable,
  CommentVersionTable,
  CommunityCursorTable,
  FollowTable,
  ModerationEntryTable,
  NetworkKeyTable,
  PaperLockTable,
  ReactionTable,
  ReportTable,
  ShelfMarkTable,
  SubmissionTable,
  VoteTable,
} from "./schema-community.ts";
import type {
  BroughtPaperTable,
  ChannelPostTable,
  ChannelTable,
  DeliveryTable,
  DigestTable,
  InterestTable,
  IssueTable,
  MailAddressTable,
  MailDomainTable,
  MailEventTable,
  MailStateTable,
  PaperFeaturesTable,
  PaperFeedbackTable,
  PaperNeighboursTable,
  ReadAddressTable,
  ReadingVocabularyTable,
  SubscriberTable,
  SummaryTable,
} from "./schema-delivery.ts";
import type {
  SearchKeyTable,
  SearchPaperTable,
  SearchStateTable,
  SearchTermTable,
  SearchValueTable,
  SearchVectorTable,
  SearchWordTable,
} from "./schema-search.ts";

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
  digest: DigestTable; // digests
  issue: IssueTable; // digests
  brought_paper: BroughtPaperTable; // digests
  mail_address: MailAddressTable; // mail
  mail_event: MailEventTable; // mail
  mail_domain: MailDomainTable; // mail
  mail_state: MailStateTable; // mail
  interest: InterestTable; // recommendations
  paper_feedback: PaperFeedbackTable; // recommendations
  reading_vocabulary: ReadingVocabularyTable; // recommendations
  paper_features: PaperFeaturesTable; // recommendations
  paper_neighbours: PaperNeighboursTable; // recommendations
  read_address: ReadAddressTable; // recommendations
  summary: SummaryTable; // summaries
  channel: ChannelTable; // channels
  channel_post: ChannelPostTable; // channels
  source_run: SourceRunTable; // sources
  account: AccountTable; // accounts
  identity: IdentityTable; // accounts
  passkey: PasskeyTable; // accounts
  api_token: ApiTokenTable; // accounts
  session: SessionTable; // accounts
  sign_in: SignInTable; // accounts
  account_event: AccountEventTable; // accounts
  request_key: RequestKeyTable; // accounts
  network_key: NetworkKeyTable; // community
  vote: VoteTable; // community
  shelf_mark: ShelfMarkTable; // community
  follow: FollowTable; // community
  collection: CollectionTable; // community
  collection_entry: CollectionEntryTable; // community
  comment: CommentTable; // community
  comment_version: CommentVersionTable; // community
  reaction: ReactionTable; // community
  submission: SubmissionTable; // community
  claim: ClaimTable; // community
  author_link: AuthorLinkTable; // community
  moderation_entry: ModerationEntryTable; // community
  report: ReportTable; // community
  paper_lock: PaperLockTable; // community
  community_cursor: CommunityCursorTable; // community
  paper_tally_history: PaperTallyHistoryTable; // papers
  edition_choice: EditionChoiceTable; // editions
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
  /** 1: a moderator took it out of sight; it reads as if it were not there. */
  is_hidden: Generated<number>;
  /** ISO 8601 instant at which it came in; null: before that was noted. */
  added_at: string | null;
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
  /** Standing upvotes of this site; the columns above are those of the sources. */
  own_upvotes: Generated<number>;
  /** Those of them that count for the order. */
  own_counted: Generated<number>;
  own_comments: Generated<number>;
  /** Different people among those who commented. */
  own_commenters: Generated<number>;
}

/** What the sources counted when, wherever it changed. Key: (`paper_id`, `seen_at`). */
interface PaperTallyHistoryTable {
  paper_id: string;
  /** ISO 8601 instant. */
  seen_at: string;
  upvotes: number;
  comments: number;
  stars: number;
}

/** What an editor has decided of an edition. Key: (`period`, `paper_id`). */
interface EditionChoiceTable {
  period: string;
  paper_id: string;
  /** pin | drop */
  kind: string;
  /** Of a pinned paper: its place from 1. */
  place: number;
  at: string;
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
