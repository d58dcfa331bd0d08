import type { EditionReader } from "#editions";
import { createReceiptFile, type Mail, type ReceiptLookup } from "#mail";
import type { PaperReader } from "#papers";
import type { Picks } from "#picks";
import type { Clock, Database, Log } from "#platform";
import type { Recommendations } from "#recommendations";
import type { Summaries } from "#summaries";
import type { Digests } from "./digests.ts";
import { createComposing } from "./issues/composing.ts";
import { createForeseeing } from "./issues/foresee.ts";
import { createOldIssues } from "./issues/old/old-issues.ts";
import { createIssueStore } from "./issues/store.ts";
import { createSender } from "./ledger/send.ts";
import { createLedgerStore } from "./ledger/store.ts";
import { renderLetter } from "./messages/confirmation.ts";
import { createIssueWriter } from "./messages/issue-message.ts";
import type { MailSite } from "./messages/site.ts";
import { createIssueReader } from "./reading.ts";
import { createAccountDesk } from "./subscribers/account-desk.ts";
import type { Desk } from "./subscribers/desk.ts";
import { createKeys } from "./subscribers/keys.ts";
import { createLeaving } from "./subscribers/leaving.ts";
import { createManaging } from "./subscribers/managing.ts";

import { createSubscriberStore } from "./subscribers/store.ts";
import { createSubscribing } from "./subscribers/subscribing.ts";

export interface DigestsParts {
  readonly database: Database;
  readonly papers: Pick<PaperReader, "findMany" | "lastChange">;
  readonly editions: Pick<EditionReader, "get">;
  readonly picks: Picks;
  readonly mail: Mail;
  /** Absent where nobody learns what readers like. */
  readonly recommendations?: Pick<Recommendations, "interests" | "adopt" | "forget"> | undefined;
  readonly summaries?: Pick<Summaries, "isOn" | "findMany"> | undefined;
  readonly clock: Clock;
  readonly log: Pick<Log, "info" | "warn" | "error">;
  readonly site: MailSite;
  /** Holds the secret that tokens are made with, and the journal of messages handed over. */
  readonly dataDir: string;
  /** File to which the local mail server writes what it takes. */
  readonly mailReceipts?: string;
  /** Days an issue is kept; 0 or absent: for ever. */
  readonly keepDays?: number;
  /** Which messages the mail server has taken; without it the journal decides. */
  readonly receipts?: ReceiptLookup;
}

/** Joins subscribers, issues, ledger and mail. */
export function createDigests(parts: DigestsParts): Digests {
  const { database, mail, site, mailReceipts } = parts;
  const keys = createKeys(parts.dataDir);
  const desk: Desk = { ...parts, keys, store: createSubscriberStore(database) };
  const { letGoOfUnconfirmed, ...subscribing } = createSubscribing(desk);
  const old = createOldIssues(parts);
  const issues = createIssueStore(database);
  const writer = createIssueWriter({ ...parts, sender: mail.sender });
  const { domain } = mail.sender;
  const composing = createComposing({ ...parts, store: issues, siteZone: site.timeZone, domain });
  const receipts = parts.receipts ?? (mailReceipts ? createReceiptFile(mailReceipts) : undefined);
  const hasMarks = parts.recommendations !== undefined;
  const sending = { ...parts, receipts, keys, writer, issues, composing, hasMarks };
  const ledger = createLedgerStore(database);
  const send = createSender(sending, ledger);
  return {
    ...subscribing,
    ...createLeaving(desk),
    ...createAccountDesk(desk),
    ...createManaging(desk),
    ...createForeseeing({ ...parts, desk, issues }),
    recipientOf: ledger.recipientOf,
    lastSentTo: ledger.lastSentTo,
    ...createIssueReader({ ...parts, desk, issues, old, writer }),
    async tidy(signal) {
      await letGoOfUnconfirmed();
      return { issues: await old.removeOld(signal) };
    },
    compose: composing.compose,
    async send(options) {
      await letGoOfUnconfirmed();
      return send(options);
    },
    sendLetter: (to, letter) => mail.sendOne(to, renderLetter(site, letter)),
  };
}
