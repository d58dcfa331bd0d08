import type { Account, AccountId, Letter } from "#accounts";
import type { Period } from "#editions";
import type { DeliveryName, MailMessage } from "#mail";
import type { PaperId } from "#papers";
import type { NamedSubject, PickedReply, PickReason, Schedule, Subject } from "#picks";
import type { ReaderId } from "#recommendations";

type SubscriberId = string;
type DigestId = string;

/** What somebody asks to have brought. */
export interface DigestWish {
  readonly subject: Subject;
  readonly schedule: Schedule;
  /** Papers in one issue, 1–50. */
  readonly papers: number;
  /** `mail`, or only the page and feeds of the digest. */
  readonly route: "mail" | "feed";
}

export interface SubscriptionRequest extends DigestWish {
  readonly email: string;
  /** What to begin with for a digest "for me": topics, keywords, categories, author slugs. */
  readonly interests?: readonly {
    readonly kind: "topic" | "category" | "author";
    readonly target: string;
  }[];
}

/** One digest of a subscriber. */
export interface DigestSettings extends Omit<DigestWish, "subject"> {
  readonly id: DigestId;
  readonly subject: NamedSubject;
  readonly state: "active" | "stopped";
  readonly createdAt: string;
  /** When the next issue is due; absent for one at once, or a stopped one. */
  readonly nextDueAt?: string;
  /** Opens its page and feeds (`/digests/TOKEN`), and nothing else. */
  readonly readToken: string;
}

export interface Subscriber {
  readonly id: SubscriberId;
  readonly reader: ReaderId;
  /** Absent of an account without one: its digests are pages and feeds. */
  readonly email?: string;
  readonly state: "pending" | "active" | "unsubscribed";
  readonly accountId?: AccountId;
  /** Mail to the address is held back, and why; the reader may prove it again. */
  readonly heldBack?: "bounces" | "complaint" | "operator";
  readonly digests: readonly DigestSettings[];
  /** The digest that the token ends which opened this; of a `stop` token. */
  readonly stops?: DigestId;
  /** The digest that the token begins which opened this; of an `add` token. */
  readonly adds?: DigestSettings;
}

/** One paper of an issue, as it was when the issue was made. */
export interface IssuePaper {
  readonly paperId: PaperId;
  readonly reason: PickReason;
  readonly upvotes: number;
  readonly comments: number;
}

/** One issue of a digest; it never changes. */
export interface DigestIssue {
  readonly digestId: DigestId;
  /** Its name: `2026-11-20`, `2026-W47`, or the instant of one at once. */
  readonly period: string;
  /** Edition days it is about, both included. */
  readonly days: { readonly from: string; readonly until: string };
  readonly madeAt: string;
  /** Empty: nothing new, nothing was sent. */
  readonly papers: readonly IssuePaper[];
  readonly replies: readonly PickedReply[];
  /** Papers that matched, those left out too. */
  readonly total: number;
  /** Of its mail; absent where there is none. */
  readonly delivery?: "due" | "sending" | "sent" | "failed" | "expired" | "suppressed";
}

/** The next issue of a digest, as it stands before it is made. */
export interface ComingIssue
  extends Pick<DigestIssue, "period" | "days" | "papers" | "replies" | "total"> {
  readonly dueAt: string;
}

/** A digest ready to send: the two parts and the headers that matter. */
export type DigestMessage = MailMessage;

/** What one run did. */
export interface SendReport {
  /** Rows this run took up; `sent + failed`, and those whose reader left meanwhile. */
  readonly due: number;
  readonly sent: number;
  /** What was not handed over; all but `refused` is still due. */
  readonly failed: number;
  /** Refused for good: not tried again unless the operator asks for that edition. */
  readonly refused: number;
  readonly expired: number;
  /** What the mail server said, or why it could not be asked; each once, five at most. */
  readonly reasons: readonly string[];
  /** Why nothing leaves for now; absent when mail leaves. What is due stays due until it expires. */
  readonly paused?: string;
}

/** What one round of making issues did. */
export interface ComposeReport {
  readonly made: number;
  /** Issues with nothing new. */
  readonly empty: number;
}

/**
 * Digests: what a subscriber has brought, made into issues, mailed once.
 *
 * Tokens stand in links of mails. `confirm` proves an address; `manage` opens a subscriber's
 * settings; `add` begins one more digest; `stop` ends one and nothing else; `read` shows one digest; `mark` says of one
 * paper "more like this" or "not interested". Failures are AppErrors: `invalid` with what to
 * change, `not_found` for tokens and digests that are not (or no longer) there, `unavailable`
 * when no mail server is set.
 */
export interface Digests {
  /**
   * Asks for a confirmation by mail; the answer is the same whether the address is known or
   * not, and comes before any mail is sent (`idle` waits for that).
   */
  subscribe(request: SubscriptionRequest): Promise<void>;
  confirm(token: string): Promise<Subscriber>;
  /** What a `confirm`, `manage`, `add` or `stop` token stands for, without acting on it. */
  open(token: string): Promise<Subscriber>;
  /** The subscriber of an account, made when missing; one with its proved address becomes theirs. */
  ofAccount(account: Account): Promise<Subscriber>;
  /** What `ofAccount` would answer; touches nothing, so the id is empty where there is none yet. */
  seeAccount(account: Account): Promise<Subscriber>;
  /** Those of an account; none where it has never had any. Makes nothing, unlike `ofAccount`. */
  digestsOf(account: AccountId): Promise<readonly DigestSettings[]>;
  /** At most 50. */
  add(subscriber: SubscriberId, wish: DigestWish): Promise<DigestSettings>;
  change(
    subscriber: SubscriberId,
    digest: DigestId,
    change: Partial<DigestWish> & { readonly state?: "active" | "stopped" },
  ): Promise<DigestSettings>;
  remove(subscriber: SubscriberId, digest: DigestId): Promise<void>;
  /** The next issue as it would be now, also of one that is stopped; touches nothing. */
  previewNext(subscriber: SubscriberId, digest: DigestId): Promise<ComingIssue>;
  /** Subscribes again who has unsubscribed, or whose mail was held back and who proves it arrives. */
  comeBack(token: string): Promise<Subscriber>;
  /** `stop` ends that digest, `manage` all of them. Idempotent; the token stays valid. */
  unsubscribe(token: string): Promise<void>;
  /** Makes a daily digest weekly, and takes an unsubscription of it back. */
  weeklyInstead(token: string): Promise<Subscriber>;
  /** What a `mark` token stands for. */
  openMark(token: string): Promise<{ readonly reader: ReaderId; readonly paperId: PaperId }>;
  /** The digest a `read` token opens. */
  openRead(token: string): Promise<DigestSettings>;
  /** Newest first, those with nothing new among them. */
  issues(
    digest: DigestId,
    page: { readonly limit: number; readonly offset: number },
  ): Promise<{
    readonly total: number;
    readonly issues: readonly DigestIssue[];
  }>;
  /** @throws AppError `not_found` with what is to be said: there never was one, or it is gone. */
  issue(digest: DigestId, period: string): Promise<DigestIssue>;

  /** The mail of one edition as a subscriber to it would get it; touches nothing. */
  preview(period: Period): Promise<DigestMessage>;
  /** The mail of one issue as its subscriber gets it; touches nothing. */
  previewIssue(digest: DigestId, period: string): Promise<DigestMessage>;
  /**
   * Makes the issues that are due: papers, papers brought, next instant and ledger row of each
   * are one transaction. Safe to run twice, by several, or to be killed.
   */
  compose(now: Date, signal?: AbortSignal): Promise<ComposeReport>;
  /**
   * Makes what is due, then sends it; safe to run twice or to be killed (docs/digests.md says
   * what is promised).
   *
   * @param options.period sends this edition now, whenever its readers' hour is or was.
   * @param options.to sends to this subscriber only.
   * @throws AppError `unavailable` when no mail server is set; `not_found` when `to` is no
   *   active subscriber, or the period has no papers.
   */
  send(options: SendOptions): Promise<SendReport>;
  /**
   * Sends one mail that is no digest, such as a sign-in code, from the site's sender.
   *
   * @throws AppError `unavailable` when the mail server does not take it.
   */
  sendLetter(to: string, letter: Letter): Promise<void>;
  /**
   * Lets go of issues older than they are kept, a few at a time, and of requests nobody confirmed.
   * What was brought and the ledger stay. For once a day; safe to repeat, or to be killed.
   */
  tidy(signal?: AbortSignal): Promise<{ readonly issues: number }>;
  /** To whom a delivery went, where a report of the mail server names only the delivery. */
  recipientOf(name: DeliveryName): Promise<string | undefined>;
  /** What was mailed to an address last, where a provider's report names only the address. */
  lastSentTo(address: string): Promise<DeliveryName | undefined>;
  exportData(account: AccountId): Promise<Record<string, unknown>>;
  forget(account: AccountId): Promise<void>;
  /** Waits until the mails that `subscribe` has started are through. */
  idle(): Promise<void>;
}

export interface SendOptions {
  readonly now: Date;
  readonly period?: Period;
  readonly to?: string;
  /** Ends the run after the messages under way; the rest stays due. */
  readonly signal?: AbortSignal;
}
