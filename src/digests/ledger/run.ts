import type { EditionReader } from "#editions";
import type { PaperReader } from "#papers";
import type { Database, Log } from "#platform";
import type { HandOverJournal } from "../mail/hand-over-journal.ts";
import type { Mail } from "../mail/mail.ts";
import type { ReceiptLookup } from "../mail/receipts.ts";
import type { LedgerStore } from "./store.ts";

export interface SenderParts {
  readonly database: Database;
  readonly papers: Pick<PaperReader, "findMany">;
  readonly editions: Pick<EditionReader, "get">;
  readonly dataDir: string;
  readonly receipts?: ReceiptLookup;
  readonly mail: Mail;
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
