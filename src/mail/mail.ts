import type { Clock, Database, Log } from "#platform";
import type { Addresses, DeliveryName, Pace, Sending } from "./addresses.ts";
import type { MailEvents } from "./events/events.ts";
import type { SmtpClient } from "./smtp.ts";

/** A private key that messages are signed with. */
export interface DkimKeyFile {
  readonly selector: string;
  /** PEM, RSA or Ed25519. */
  readonly file: string;
}

/** What providers sign or send along, so that we know it is them; absent: none is heard. */
export interface ProviderSecrets {
  /** ARN of the one SNS topic that is believed. */
  readonly sesTopic?: string;
  /** `name:password` of Basic authentication. */
  readonly postmark?: string;
  /** HTTP webhook signing key. */
  readonly mailgun?: string;
  /** Verification key of the signed event webhook, base64. */
  readonly sendgrid?: string;
}

export interface MailSettings {
  readonly siteTitle: string;
  /** Empty: nothing is sent. */
  readonly smtpUrl: string;
  readonly mailFrom: string;
  readonly dkim?: readonly DkimKeyFile[];
  /** Where bounces go; a `+` and the name of the delivery are put before the `@`. */
  readonly bounceAddress?: string;
  /** `lmtp://127.0.0.1:2526` or `smtp://…`: where reports are taken; empty: nowhere. */
  readonly listenUrl?: string;
  /** Messages a second, in all; 0: as fast as the server takes them. */
  readonly perSecond?: number;
  /** Messages a second to one destination; 0: no limit. */
  readonly perSecondToOne?: number;
  readonly providers?: ProviderSecrets;
  /** Mail address or page of the operator, told to the sites we fetch certificates from. */
  readonly contact?: string;
}

export interface MailParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Pick<Log, "info" | "warn" | "error">;
  /** Holds the secret of return paths, and the marker that tells a restored copy. */
  readonly dataDir: string;
  readonly settings: MailSettings;
  /** To whom a delivery went, where a report names only the delivery. */
  readonly recipientOf?: (name: DeliveryName) => Promise<string | undefined>;
  /** What was sent to an address last, where a provider does not say which message it tells of. */
  readonly lastSentTo?: (address: string) => Promise<DeliveryName | undefined>;
}

export interface Sender {
  readonly name: string;
  readonly address: string;
  /** Domain of the address; Message-IDs and list ids end with it. */
  readonly domain: string;
}

/** One mail as its writer leaves it: the two parts and the headers that matter. */
export interface MailMessage {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What the envelope of one message says, so that a report about it finds its way back. */
export interface ReturnPath {
  /** Envelope sender (VERP); the sender's own address where no bounce address is set. */
  readonly from: string;
  /** ENVID of RFC 3461. */
  readonly envelopeId: string;
}

/**
 * Hands messages to the mail server, and knows what became of them.
 *
 * Whoever sends asks `sending.state` before a run, `addresses.suppressed` before a batch and
 * `pace.take` before a message; builds, hands over with the envelope of `returnPath`; tells
 * `pace.note` the answer, and `sending.noteSent` how many have left.
 */
export interface Mail {
  readonly sender: Sender;
  readonly canSend: boolean;
  readonly addresses: Addresses;
  readonly pace: Pace;
  readonly sending: Sending;
  readonly events: MailEvents;
  returnPath(name: DeliveryName, to: string): ReturnPath;
  openClient(): SmtpClient;
  /**
   * The bytes of a message, signed; the Message-ID without angle brackets. By `name` a provider
   * tells in its events which delivery they are about.
   *
   * @throws AppError `unavailable` when it should be signed and the signature does not hold.
   */
  build(to: string, message: MailMessage, messageId?: string, name?: DeliveryName): Promise<Buffer>;
  /**
   * One mail that is not of a digest, such as a sign-in code; not held back by a pause.
   *
   * @throws AppError `unavailable` when the mail server does not take it.
   */
  sendOne(to: string, message: MailMessage): Promise<void>;
  /** Forgets events older than 180 days and counts of old issues. */
  tidy(): Promise<void>;
  /** Lets go of what the module holds open. */
  close(): Promise<void>;
}
