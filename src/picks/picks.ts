import type { AccountId } from "#accounts";
import type { PaperId } from "#papers";
import type { Day } from "#platform";
import type { ReaderId } from "#recommendations";
import type { NamedSubject, PickFilter, Subject } from "./subject.ts";

/** Why a paper is brought, for people; every part is plain text. */
export interface PickReason {
  readonly kind:
    | "edition"
    | "field"
    | "topic"
    | "search"
    | "author"
    | "org"
    | "collection"
    | "liked"
    | "interest"
    | "readers"
    | "exploration";
  /** One short sentence without a full stop: "Because you upvoted “Attention Is All You Need”". */
  readonly text: string;
  /** Terms it shares with what the reader likes, most telling first; often empty. */
  readonly terms: readonly string[];
  /** The liked paper that it is like. */
  readonly paperId?: PaperId;
}

export interface Pick {
  readonly paperId: PaperId;
  readonly reason: PickReason;
  readonly upvotes: number;
  readonly comments: number;
}

/** A reply to a comment of the reader. */
export interface PickedReply {
  readonly commentId: string;
  readonly paperId: PaperId;
  readonly by: string;
  /** Plain text, at most 500 characters. */
  readonly text: string;
  readonly at: string;
}

export interface PickRequest {
  readonly subject: Subject;
  /** Whom it is for: `for-me` and `replies` need one, hidden papers of one are left out. */
  readonly reader?: ReaderId;
  /** Edition days, both included. */
  readonly from: Day;
  readonly until: Day;
  /**
   * Only what has come in after this instant, for alerts at once; papers that the site had before
   * are not news.
   */
  readonly since?: string;
  /** Only what had come in by this instant; with `since`, so that each paper is in one look. */
  readonly before?: string;
  readonly limit: number;
  /** Papers the reader has had. */
  readonly without?: ReadonlySet<PaperId>;
  readonly filter?: PickFilter;
  /** Most upvoted first as it stands now, whatever order the subject has of its own. */
  readonly byVotes?: boolean;
}

export interface PickList {
  /** Best first. */
  readonly picks: readonly Pick[];
  /** Present for `replies`, oldest first. */
  readonly replies?: readonly PickedReply[];
  /** Papers that match, beyond `limit` too. */
  readonly total: number;
}

/** Chooses the papers of a subject; the same for digests, alerts, feeds and channels. */
export interface Picks {
  /** Answers in the order asked. One subject asked for by many readers is looked up once. */
  pick(requests: readonly PickRequest[]): Promise<readonly PickList[]>;
  /**
   * The newest instant known until which whatever came in can be picked: placed in its edition
   * and indexed. Asked again and again it comes nearer to `now`; at first it is not known.
   */
  settled(now: Date): Promise<Date | undefined>;
  /**
   * Checks a subject and names it.
   *
   * @param viewer who asks; collections that are not public belong to their owner alone.
   * @throws AppError `invalid` with what to change, `not_found` for what is not there.
   */
  name(subject: Subject, viewer?: AccountId): Promise<NamedSubject>;
}
