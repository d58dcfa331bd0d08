/**
 * Tables of `digests`, `mail`, `recommendations`, `summaries` and `channels`. Instants are
 * ISO 8601; lists and objects are JSON.
 */

export interface SubscriberTable {
  subscriber_id: string;
  /**
   * Lower case; `hmac:…` for an address that never confirmed and was let go, `none:…` for an
   * account without one.
   */
  email: string;
  /** pending | active | unsubscribed */
  state: string;
  token_salt: string;
  created_at: string;
  confirmed_at: string | null;
  confirmation_sent_at: string | null;
  confirmations_sent: number;
  account_id: string | null;
}

/**
 * The ledger: one row per digest and issue, claimed before anything is sent. Key: `digest_id`,
 * `period`.
 */
export interface DeliveryTable {
  digest_id: string;
  period: string;
  subscriber_id: string;
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

/** What a subscriber has brought. Key: `digest_id`. */
export interface DigestTable {
  digest_id: string;
  subscriber_id: string;
  subject_kind: string;
  subject_target: string;
  subject_label: string;
  /** daily | weekdays | weekly | at-once */
  cadence: string;
  /** 1 (Monday) to 7. */
  weekday: number;
  hour: number;
  time_zone: string;
  papers: number;
  /** mail | feed */
  route: string;
  /** asked (until its reader confirms) | active | stopped */
  state: string;
  created_at: string;
  /** Issues that were due before are not made. */
  active_since: string;
  /** Null: to be worked out, or there is none. */
  next_due_at: string | null;
  /** Day until which its last issue reached; null before the first. */
  covered_until: string | null;
  /** Of one at once: the instant until which it has looked. */
  looked_until: string | null;
}

/** One issue of a digest, frozen. Key: `digest_id`, `period`. */
export interface IssueTable {
  digest_id: string;
  period: string;
  made_at: string;
  /** `{"papers":[…],"replies":[…],"total":0,"from":…,"until":…}`, as `digests` shows it. */
  content: string;
  is_empty: number;
}

/** A paper is brought to a subscriber once. Key: `subscriber_id`, `paper_id`. */
export interface BroughtPaperTable {
  subscriber_id: string;
  paper_id: string;
  digest_id: string;
  period: string;
  at: string;
}

/** How mail to an address fares; survives the account. Key: `address_hash`. */
export interface MailAddressTable {
  address_hash: string;
  /** fine | suppressed */
  state: string;
  reason: string | null;
  score: number;
  hard_bounces: number;
  first_hard_at: string | null;
  last_bounce_at: string | null;
  suppressed_at: string | null;
}

/** What bounces, complaints and providers have said; each once. Key: `event_key`. */
export interface MailEventTable {
  event_key: string;
  kind: string;
  address_hash: string | null;
  digest_id: string | null;
  period: string | null;
  status: string | null;
  source: string;
  detail: string;
  at: string;
}

/** How fast a destination takes mail. Key: `domain`. */
export interface MailDomainTable {
  domain: string;
  back_off_ms: number;
  not_before: string | null;
}

/** Whether mail leaves, and what has left. Key: `name`. */
export interface MailStateTable {
  name: string;
  value: string;
}

/** What a reader likes to read about. Key: `reader_id`, `interest_id`. */
export interface InterestTable {
  reader_id: string;
  interest_id: string;
  /** chosen | learned */
  origin: string;
  kind: string;
  target: string;
  label: string;
  words: string;
  weight: number;
  is_muted: number;
  papers: number;
  at: string;
}

/** What a reader says of brought papers. Key: `reader_id`, `paper_id`. */
export interface PaperFeedbackTable {
  reader_id: string;
  paper_id: string;
  /** more | less */
  mark: string;
  at: string;
}

/** The words papers are told apart by; derived. One row, `name` is `papers`. Key: `name`. */
export interface ReadingVocabularyTable {
  name: string;
  identity: string;
  /** Papers there were when it was made. */
  papers: number;
  /** Position of the change log up to which features of changed papers are gone. */
  seq: number;
  content: string;
  made_at: string;
}

/** What is learned from of a paper; derived. Key: `paper_id`. */
export interface PaperFeaturesTable {
  paper_id: string;
  /** Of the vocabulary and space they are made with. */
  identity: string;
  content: string;
}

/** Papers that the same readers like; derived. Key: `paper_id`. */
export interface PaperNeighboursTable {
  paper_id: string;
  /** `[["2611.00001",0.4],…]`, the nearest first. */
  neighbours: string;
}

/** The secret address of a reader's feed. Key: `reader_id`; unique: `token_hash`. */
export interface ReadAddressTable {
  reader_id: string;
  salt: string;
  token_hash: string;
}

/** Key: `paper_id`, `model`. */
export interface SummaryTable {
  paper_id: string;
  model: string;
  text: string;
  /** Hash of the abstract it is of. */
  text_hash: string;
  at: string;
}

/** Key: `channel_id`. */
export interface ChannelTable {
  channel_id: string;
  account_id: string;
  kind: string;
  title: string;
  /** JSON with the secrets of the service; never shown, never logged. */
  address: string;
  /** Of the signatures of a webhook; else empty. */
  secret: string;
  subject_kind: string;
  subject_target: string;
  subject_label: string;
  filter: string;
  cadence: string;
  weekday: number;
  hour: number;
  time_zone: string;
  papers: number;
  days_ago: number;
  /** active | paused | disabled */
  state: string;
  failing_since: string | null;
  last_error: string | null;
  last_post_at: string | null;
  created_at: string;
  active_since: string;
  next_due_at: string | null;
}

/** One post of a channel. Key: `channel_id`, `period`. */
export interface ChannelPostTable {
  channel_id: string;
  period: string;
  /** due | sending | sent | failed | expired | empty */
  state: string;
  /** `{"papers":[…]}`; what was chosen. */
  content: string;
  attempts: number;
  due_at: string;
  lease_token: string | null;
  lease_until: string | null;
  last_error: string | null;
  /** When it was taken; of a `sending` row: when it last left, if it has. */
  sent_at: string | null;
}
