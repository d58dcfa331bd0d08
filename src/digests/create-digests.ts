import type { EditionReader } from "#editions";
import { createReceiptFile, type Mail, type ReceiptLookup } from "#mail";
import type { PaperReader } from "#papers";
import type { Picks } from "#picks";
import { AppError, type Clock, type Database, type Log } from "#platform";
import type { Recommendations } from "#recommendations";
import type { Summaries } from "#summaries";
import type { DigestMessage, Digests } from "./digests.ts";
import { createComposing } from "./issues/composing.ts";
import { createIssueStore, type IssueStore } from "./issues/store.ts";
import { createSender } from "./ledger/send.ts";
import { createLedgerStore } from "./ledger/store.ts";
import { renderLetter } from "./messages/confirmation.ts";
import { createIssueWriter, type IssueToWrite } from "./messages/issue-message.ts";
import type { MailSite } from "./messages/site.ts";
import { previewEdition } from "./preview.ts";
import { createAccountDesk } from "./subscribers/account-desk.ts";
import type { Desk } from "./subscribers/desk.ts";
import { createKeys } from "./subscribers/keys.ts";
import { createLeaving } from "./subscribers/leaving.ts";
import { createManaging } from "./subscribers/managing.ts";

import { wishOf } from "./subscribers/read-rows.ts";
import { createSubscriberStore } from "./subscribers/store.ts";
import { createSubscribing } from "./subscribers/subscribing.ts";

export interface DigestsParts {
  readonly database: Database;
  readonly papers: Pick<PaperReader, "findMany" | "lastChange">;
  readonly editions: Pick<EditionReader, "get">;
  readonly picks: Picks;
  readonly mail: Mail;
  /** Absent where nobody learns what readers like. */
  readonly recommendations?: Pick<Recommendations, "interests" | "adopt"> | undefined;
  readonly summaries?: Pick<Summaries, "isOn" | "findMany"> | undefined;
  readonly clock: Clock;
  readonly log: Pick<Log, "info" | "warn" | "error">;
  readonly site: MailSite;
  /** Holds the secret that tokens are made with, and the journal of messages handed over. */
  readonly dataDir: string;
  /** File to which the local mail server writes what it takes. */
  readonly mailReceipts?: string;
  /** Which messages the mail server has taken; without it the journal decides. */
  readonly receipts?: ReceiptLookup;
}

/** Joins subscribers, issues, ledger and mail. */
export function createDigests(parts: DigestsParts): Digests {
  const { database, mail, site, mailReceipts } = parts;
  const keys = createKeys(parts.dataDir);
  const desk: Desk = { ...parts, keys, store: createSubscriberStore(database) };
  const { tidy, ...subscribing } = createSubscribing(desk);
  const issues = createIssueStore(database);
  const writer = createIssueWriter({ ...parts, sender: mail.sender });
  const { domain } = mail.sender;
  const composing = createComposing({ ...parts, store: issues, siteZone: site.timeZone, domain });
  const receipts = parts.receipts ?? (mailReceipts ? createReceiptFile(mailReceipts) : undefined);
  const hasMarks = parts.recommendations !== undefined;
  const sending = { ...parts, receipts, keys, writer, issues, composing, hasMarks };
  const ledger = createLedgerStore(database);
  const send = createSender(sending, ledger);
  const preview = async (issue: IssueToWrite): Promise<DigestMessage> => {
    const [message] = await writer.write([issue]);
    if (message) return message;
    throw new AppError("not_found", `There are no papers in ${issue.issue.period}`);
  };
  return {
    ...subscribing,
    ...createLeaving(desk),
    ...createAccountDesk(desk),
    ...createManaging(desk),
    status: (since) => ledger.status(since.toISOString()),
    recipientOf: ledger.recipientOf,
    issues: issues.issues,
    issue: (digestId, period) => getIssue(issues, digestId, period),
    compose: composing.compose,
    async send(options) {
      await tidy();
      return send(options);
    },
    sendLetter: (to, letter) => mail.sendOne(to, renderLetter(site, letter)),
    preview: async (period) => preview(await previewEdition(parts, period)),
    async previewIssue(digestId, period) {
      const issue = await getIssue(issues, digestId, period);
      const row = await desk.store.findDigest(digestId);
      if (!row) throw noIssue(period);
      return preview({ digest: { ...wishOf(row), createdAt: row.created_at }, issue });
    },
  };
}

async function getIssue(store: IssueStore, digest_id: string, period: string) {
  const [issue] = await store.findIssues([{ digest_id, period }]);
  if (issue) return issue;
  throw noIssue(period);
}

function noIssue(period: string): AppError {
  return new AppError("not_found", `There is no issue ${period} of this digest`);
}
