import addressparser from "nodemailer/lib/addressparser";
import MailComposer from "nodemailer/lib/mail-composer";
import { AppError } from "#platform";
import type { DigestMessage } from "../digests.ts";
import { createLinks, type Links } from "../messages/links.ts";
import type { MailSite, Sender } from "../messages/site.ts";
import { loadSecret } from "../subscribers/secret.ts";
import type { SubscriberRow } from "../subscribers/store.ts";
import { createToken, type TokenPurpose } from "../subscribers/tokens.ts";
import { createSmtpClient, type SmtpClient } from "./smtp.ts";

export interface MailParts {
  readonly config: {
    readonly siteTitle: string;
    /** Public address without a slash at the end; may be empty. */
    readonly siteUrl: string;
    readonly timeZone: string;
    /** Empty: nothing is sent. */
    readonly smtpUrl: string;
    readonly mailFrom: string;
    /** File to which the local mail server writes what it takes (`receipts.ts`). */
    readonly mailReceipts?: string;
  };
  readonly dataDir: string;
}

/** What the module knows of the site, its sender and its subscribers' links. */
export interface Mail {
  readonly site: MailSite;
  readonly sender: Sender;
  readonly canSend: boolean;
  secret(): Buffer;
  token(purpose: TokenPurpose, subscriber: SubscriberRow): string;
  linksFor(subscriber: SubscriberRow): Links;
  openClient(): SmtpClient;
  /** The bytes of a message; the Message-ID without angle brackets. */
  build(to: string, message: DigestMessage, messageId?: string): Promise<Buffer>;
  /** @throws AppError `unavailable` when the mail server does not take it. */
  sendOne(to: string, message: DigestMessage): Promise<void>;
}

/** The address the server listens on when none is set. */
const LOCAL_URL = "http://127.0.0.1:3000";

export function prepareMail({ config, dataDir }: MailParts): Mail {
  let loaded: Buffer | undefined;
  const secret = () => {
    loaded ??= loadSecret(dataDir);
    return loaded;
  };
  const token = (purpose: TokenPurpose, row: SubscriberRow) =>
    createToken(secret(), purpose, { id: row.subscriber_id, salt: row.token_salt });
  const site = {
    title: config.siteTitle,
    url: config.siteUrl || LOCAL_URL,
    timeZone: config.timeZone,
  };
  const sender = parseSender(config.mailFrom, config.siteTitle);
  const openClient = () => createSmtpClient(config.smtpUrl);
  return {
    site,
    sender,
    canSend: config.smtpUrl !== "",
    secret,
    token,
    linksFor: (row) => createLinks(site, row, token),
    openClient,
    build: (to, message, messageId) => build(sender, to, { message, messageId }),
    async sendOne(to, message) {
      const raw = await build(sender, to, { message });
      const client = openClient();
      const outcome = await client.send({ from: sender.address, to }, raw, () => {});
      client.close();
      if (outcome.kind !== "accepted") throw new AppError("unavailable", outcome.reason);
    },
  };
}

/** @throws AppError `invalid` when `mailFrom` names nobody. */
function parseSender(mailFrom: string, siteTitle: string): Sender {
  const first = addressparser(mailFrom || "digest@localhost")[0];
  const address = first?.address ?? "";
  const domain = address.slice(address.lastIndexOf("@") + 1);
  if (!/^[^\s@<>]+@[^\s@<>]+$/.test(address)) {
    throw new AppError("invalid", "MAIL_FROM must be an address such as News <news@example.org>");
  }
  return { name: first?.name || siteTitle, address, domain };
}

function build(
  sender: Sender,
  to: string,
  { message, messageId }: { message: DigestMessage; messageId?: string | undefined },
): Promise<Buffer> {
  const headers = Object.entries(message.headers).map(([key, value]) => {
    refuseLineBreaks(key, value);
    // Prepared lines are not folded: some signers break a folded List-Unsubscribe.
    return { key, value: { prepared: true, value } };
  });
  refuseLineBreaks("Subject", message.subject);
  const composer = new MailComposer({
    from: { name: sender.name, address: sender.address },
    to,
    subject: message.subject,
    text: message.text,
    html: message.html,
    headers,
    ...(messageId && { messageId: `<${messageId}>` }),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

/** A value with a line break would start a header, or a body, of its own. */
function refuseLineBreaks(name: string, value: string): void {
  if (/[\r\n\0]/.test(value)) throw new AppError("invalid", `The ${name} line holds a line break`);
}
