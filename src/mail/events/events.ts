import type { MailEvent } from "../addresses.ts";

/** What a report came through. */
export type ReportSource = "smtp" | "command" | "ses" | "postmark" | "mailgun" | "sendgrid";

/** A request that a provider made, as it came. */
export interface ProviderRequest {
  readonly headers: Headers;
  readonly body: string;
}

/** An event as it is kept: without the address. */
export interface KeptEvent {
  readonly kind: MailEvent["kind"];
  readonly status?: string;
  readonly period?: string;
  readonly source: string;
  readonly detail: string;
  readonly at: string;
}

/** What bounces, complaints and providers tell. */
export interface MailEvents {
  /**
   * A report as it was mailed: a bounce (RFC 3464) or a complaint (RFC 5965).
   *
   * @returns what it said; empty for mail that is no report.
   */
  takeReport(
    raw: Buffer | string,
    source: ReportSource,
    to?: string,
  ): Promise<readonly MailEvent[]>;
  /**
   * What a provider posts.
   *
   * @throws AppError `not_found` for a provider that is not set up, `forbidden` for a request
   *   that is not its own, `invalid` for one that can not be read.
   */
  takeProvider(provider: string, request: ProviderRequest): Promise<readonly MailEvent[]>;
  /** What the mail server itself said of a recipient while it was handed over. */
  noteRefusal(refusal: {
    readonly delivery: { readonly digestId: string; readonly period: string };
    readonly to: string;
    readonly reason: string;
  }): Promise<void>;
  /** Newest first. */
  list(limit: number): Promise<readonly KeptEvent[]>;
  /** How many of each kind since then. */
  counts(since: string): Promise<Readonly<Record<MailEvent["kind"], number>>>;
}
