import type { EditionReader } from "#editions";
import type { PaperReader } from "#papers";
import type { Clock, Database, Log } from "#platform";
import type { Digests } from "./digests.ts";
import { createSender } from "./ledger/send.ts";
import { type MailParts, prepareMail } from "./mail/mail.ts";
import { createReceiptFile, type ReceiptLookup } from "./mail/receipts.ts";
import { composeDigest } from "./messages/compose.ts";
import { renderLetter } from "./messages/confirmation.ts";
import { toDigestMessage } from "./messages/digest-message.ts";
import { previewLinks } from "./messages/links.ts";
import { createSubscriptions } from "./subscribers/subscriptions.ts";

export interface DigestsParts {
  readonly database: Database;
  readonly papers: Pick<PaperReader, "findMany">;
  readonly editions: Pick<EditionReader, "get">;
  readonly clock: Clock;
  readonly log: Pick<Log, "info" | "warn" | "error">;
  readonly config: MailParts["config"];
  /** Holds the secret that tokens are made with, and the journal of messages handed over. */
  readonly dataDir: string;
  /** Which messages the mail server has taken; without it the journal decides. */
  readonly receipts?: ReceiptLookup;
}

/** Joins subscribers, ledger and mail. */
export function createDigests(parts: DigestsParts): Digests {
  const mail = prepareMail(parts);
  const { tidy, ...subscriptions } = createSubscriptions({ ...parts, mail });
  const { mailReceipts } = parts.config;
  const receipts = parts.receipts ?? (mailReceipts ? createReceiptFile(mailReceipts) : undefined);
  const send = createSender({ ...parts, mail, ...(receipts && { receipts }) });
  return {
    ...subscriptions,
    async send(options) {
      await tidy();
      return send(options);
    },
    sendLetter: (to, letter) => mail.sendOne(to, renderLetter(mail.site, letter)),
    async preview(period) {
      const digest = await composeDigest(parts, mail.site, period);
      return toDigestMessage(digest, previewLinks(mail.site), mail.sender);
    },
  };
}
