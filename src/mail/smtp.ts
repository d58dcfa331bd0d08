import { Readable } from "node:stream";
import { parseConnectionUrl } from "nodemailer/lib/shared";
import SmtpConnection from "nodemailer/lib/smtp-connection";

const CONNECT_TIMEOUT_MS = 10_000;
const GREETING_TIMEOUT_MS = 15_000;
/** A mail server may think for a while about the end of a message, RFC 1047. */
const SOCKET_TIMEOUT_MS = 120_000;

const LOOPBACK: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "::1", "[::1]"]);

interface Envelope {
  readonly from: string;
  readonly to: string;
  /** ENVID of RFC 3461, told to a server that knows of it; it comes back with a bounce. */
  readonly envelopeId?: string;
}

/** What became of one message. */
export type SendOutcome =
  | { readonly kind: "accepted" }
  /** The server said no to this reader or message; `isPermanent` for a 5xx answer. */
  | { readonly kind: "refused"; readonly isPermanent: boolean; readonly reason: string }
  /**
   * The connection failed, or the server takes nothing from us. `wasHandedOver` when the
   * message had left completely and no answer came.
   */
  | { readonly kind: "broken"; readonly wasHandedOver: boolean; readonly reason: string };

/** One connection to the mail server, opened when first used and again after a failure. */
export interface SmtpClient {
  /** @param onHandOver called right before the final dot of the message is written. */
  send(envelope: Envelope, raw: Buffer, onHandOver: () => void): Promise<SendOutcome>;
  close(): void;
}

export function createSmtpClient(smtpUrl: string): SmtpClient {
  let open: SmtpConnection | undefined;
  return {
    async send(envelope, raw, onHandOver) {
      let wasHandedOver = false;
      try {
        open ??= await connect(smtpUrl);
        const message = watchEnd(raw, () => {
          wasHandedOver = true;
          onHandOver();
        });
        await transmit(open, envelope, message);
        return { kind: "accepted" };
      } catch (error) {
        open?.close();
        open = undefined;
        return outcomeOf(error, wasHandedOver);
      }
    },
    close() {
      open?.quit();
      open = undefined;
    },
  };
}

async function connect(smtpUrl: string): Promise<SmtpConnection> {
  const { auth, ...server } = parseConnectionUrl(smtpUrl);
  // A local server has a certificate that it signed itself; nobody listens between us.
  const tls = { rejectUnauthorized: !LOOPBACK.has(server.host ?? ""), ...server.tls };
  const connection = new SmtpConnection({
    ...server,
    tls,
    connectionTimeout: CONNECT_TIMEOUT_MS,
    greetingTimeout: GREETING_TIMEOUT_MS,
    socketTimeout: SOCKET_TIMEOUT_MS,
  });
  // A server may hang up on an idle connection; the next message finds out.
  connection.on("error", () => {});
  try {
    await new Promise<void>((resolve, reject) => {
      connection.once("error", reject);
      connection.connect((error) => (error ? reject(error) : resolve()));
    });
    if (auth) {
      await new Promise<void>((resolve, reject) => {
        connection.login(auth, (error) => (error ? reject(error) : resolve()));
      });
    }
  } catch (error) {
    connection.close();
    throw error;
  }
  return connection;
}

function transmit(connection: SmtpConnection, envelope: Envelope, message: Readable) {
  return new Promise<void>((resolve, reject) => {
    const hungUp = () => reject(new Error("the mail server closed the connection"));
    connection.once("error", reject);
    connection.once("end", hungUp);
    connection.send(toSmtpEnvelope(envelope), message, (error) => {
      connection.off("error", reject);
      connection.off("end", hungUp);
      if (error) reject(error);
      else resolve();
    });
  });
}

/** Asks for a report of what can not be delivered, with the address as it was given here. */
function toSmtpEnvelope({ from, to, envelopeId }: Envelope) {
  if (envelopeId === undefined) return { from, to: [to] };
  const dsn = { ret: "HDRS", envid: envelopeId, notify: "FAILURE", orcpt: `rfc822;${to}` } as const;
  return { from, to: [to], dsn };
}

/**
 * The message as a stream that tells when its last bytes are about to be written. The SMTP
 * connection pipes it through a stream which ends with the final dot; a listener put before
 * the socket's own sees that dot first, in the same turn of the event loop.
 */
function watchEnd(raw: Buffer, onEnd: () => void): Readable {
  const message = Readable.from([raw], { objectMode: false });
  const pipe = message.pipe.bind(message);
  message.pipe = (destination, options) => {
    destination.prependListener("data", (chunk: Buffer) => {
      if (message.readableEnded && FINAL_DOTS.has(String(chunk))) onEnd();
    });
    return pipe(destination, options);
  };
  return message;
}

const FINAL_DOTS = new Set([".\r\n", "\n.\r\n", "\r\n.\r\n"]);

/** Only an answer to these commands says something about one reader's message. */
const MESSAGE_COMMANDS: ReadonlySet<string> = new Set(["RCPT TO", "DATA"]);

function outcomeOf(error: unknown, wasHandedOver: boolean): SendOutcome {
  const reason = error instanceof Error ? error.message : String(error);
  const { code, command } = answerIn(error);
  // No greeting, no login, no sender allowed: that is about us, and may be mended in time.
  if (code === undefined || !MESSAGE_COMMANDS.has(command)) {
    return { kind: "broken", wasHandedOver, reason };
  }
  // 421 closes the connection, and the message is not taken (RFC 5321, section 3.8).
  if (code === 421) return { kind: "broken", wasHandedOver: false, reason };
  return { kind: "refused", isPermanent: code >= 500, reason };
}

/** The reply that an error stands for, and the command that it answers. */
function answerIn(error: unknown): { code: number | undefined; command: string } {
  const { responseCode, command } = Object(error) as { responseCode?: unknown; command?: unknown };
  return {
    code: typeof responseCode === "number" ? responseCode : undefined,
    command: String(command),
  };
}
