import type { EditionReader } from "#editions";
import type { HandOverJournal, Mail, ReceiptLookup } from "#mail";
import type { Log } from "#platform";
import type { Composing } from "../issues/composing.ts";
import type { IssueStore } from "../issues/store.ts";
import type { IssueWriter } from "../messages/issue-message.ts";
import type { MailSite } from "../messages/site.ts";
import type { Keys } from "../subscribers/keys.ts";
import type { LedgerStore } from "./store.ts";

export interface SenderParts {
  readonly editions: Pick<EditionReader, "get">;
  readonly dataDir: string;
  readonly receipts?: ReceiptLookup | undefined;
  readonly mail: Mail;
  readonly keys: Keys;
  readonly site: MailSite;
  readonly writer: IssueWriter;
  readonly issues: IssueStore;
  readonly composing: Composing;
  /** Whether readers may say of a brought paper what they think of it. */
  readonly hasMarks: boolean;
  readonly log: Pick<Log, "info" | "warn" | "error">;
}

/** One call of `send`. */
export interface Run extends SenderParts {
  readonly store: LedgerStore;
  readonly journal: HandOverJournal;
  readonly leaseToken: string;
  readonly signal: AbortSignal | undefined;
  now(): Date;
}
