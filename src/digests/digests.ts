import type { Letter } from "#accounts";
import type { Period } from "#editions";

export interface SubscriptionRequest {
  readonly email: string;
  readonly cadence: "daily" | "weekly";
  /** Hour of the day, 0–23, in `timeZone`. */
  readonly hour: number;
  /** IANA name. */
  readonly timeZone: string;
}

export interface Preferences extends SubscriptionRequest {
  readonly state: "pending" | "active" | "unsubscribed";
}

/** A digest ready to send: the two parts and the headers that matter. */
export interface DigestMessage {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
}

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
}

export interface Digests {
  /**
   * Asks for a confirmation by mail; the answer is the same whether the address is known or
   * not, and comes before any mail is sent (`idle` waits for that).
   *
   * @throws AppError `invalid` when the address, hour or zone can not be one; `unavailable`
   *   when no mail server is set.
   */
  subscribe(request: SubscriptionRequest): Promise<void>;
  /** @throws AppError `not_found` when the token is not ours or has expired. */
  confirm(token: string): Promise<Preferences>;
  /** What a token stands for, without acting on it. */
  peek(token: string): Promise<Preferences>;
  /**
   * Changes cadence, hour or zone, and subscribes again who has unsubscribed. An address is
   * changed by subscribing with the new one.
   */
  updatePreferences(token: string, change: Partial<SubscriptionRequest>): Promise<Preferences>;
  /** Idempotent; an unsubscribed token stays valid. */
  unsubscribe(token: string): Promise<void>;
  /** The digest of one edition as a subscriber would get it; touches nothing. */
  preview(period: Period): Promise<DigestMessage>;
  /**
   * Writes the ledger rows of what is due, then sends them; safe to run twice or to be
   * killed (docs/digests.md says what is promised).
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
