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

export interface SendReport {
  readonly due: number;
  readonly sent: number;
  readonly failed: number;
  readonly expired: number;
}

export interface Digests {
  /**
   * Asks for a confirmation by mail; the answer is the same whether the address is known or not.
   *
   * @throws AppError `invalid` when the address or the zone can not be one.
   */
  subscribe(request: SubscriptionRequest): Promise<void>;
  /** @throws AppError `not_found` when the token is not ours or has expired. */
  confirm(token: string): Promise<Preferences>;
  /** What a preferences or unsubscribe token stands for, without acting on it. */
  peek(token: string): Promise<Preferences>;
  updatePreferences(token: string, change: Partial<SubscriptionRequest>): Promise<Preferences>;
  /** Idempotent; an unsubscribed token stays valid. */
  unsubscribe(token: string): Promise<void>;
  /** The digest of one edition as a subscriber would get it; touches nothing. */
  preview(period: Period): Promise<DigestMessage>;
  /** Writes the ledger rows of what is due, then sends them; safe to run twice or to be killed. */
  send(options: {
    readonly now: Date;
    readonly period?: Period;
    readonly to?: string;
  }): Promise<SendReport>;
}
