import { appendFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import PostalMime, { type Email } from "postal-mime";
import { SMTPServer } from "smtp-server";

export interface TakenMail {
  readonly from: string;
  readonly to: string;
  readonly raw: string;
  /** Without angle brackets. */
  readonly messageId: string;
}

export interface MailServer {
  /** `smtp://…` on loopback. */
  readonly url: string;
  /** In the order in which they were taken. */
  readonly mails: readonly TakenMail[];
  close(): Promise<void>;
}

export interface MailServerOptions {
  /** Answers with an error, or hangs up for `"hang up"`; undefined takes the mail. */
  readonly answer?: (mail: TakenMail) => Error | "hang up" | undefined;
  readonly answerSender?: () => Error | undefined;
  readonly answerRecipient?: (address: string) => Error | undefined;
  /** Where the Message-ID of each mail is written before it is acknowledged. */
  readonly receiptFile?: string;
  /** Called when a mail was taken, before it is acknowledged. */
  readonly onMail?: (mail: TakenMail) => void;
}

/** A real SMTP server that keeps what it takes. */
export async function startMailServer(options: MailServerOptions = {}): Promise<MailServer> {
  const mails: TakenMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    onMailFrom: (_address, _session, done) => done(options.answerSender?.()),
    onRcptTo: (address, _session, done) => done(options.answerRecipient?.(address.address)),
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk) => chunks.push(chunk));
      stream.on("end", () => {
        const { mailFrom, rcptTo } = session.envelope;
        const from = mailFrom ? mailFrom.address : "";
        const mail = toMail(Buffer.concat(chunks), from, rcptTo[0]?.address ?? "");
        const answer = options.answer?.(mail);
        if (answer === "hang up") return hangUp(server);
        if (answer) return done(answer);
        mails.push(mail);
        if (options.receiptFile) appendFileSync(options.receiptFile, `taken: ${mail.messageId}\n`);
        options.onMail?.(mail);
        done();
      });
    },
  });
  server.on("error", () => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    close: () => new Promise<void>((resolve) => server.close(resolve)),
  };
}

function hangUp(server: SMTPServer): void {
  for (const connection of server.connections) connection.close();
}

export function refuse(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

export function readMail(mail: TakenMail): Promise<Email> {
  return PostalMime.parse(mail.raw);
}

function toMail(raw: Buffer, from: string, to: string): TakenMail {
  const text = raw.toString("utf8");
  const messageId = /^Message-ID: <([^>]+)>/im.exec(text)?.[1] ?? "";
  return { from, to, raw: text, messageId };
}
