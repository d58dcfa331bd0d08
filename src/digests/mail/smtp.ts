import { Readable } from "node:stream";
import { parseConnectionUrl } from "nodemailer/lib/shared";
import SmtpConnection from "nodemailer/lib/smtp-connection";

const CONNECT_TIMEOUT_MS = 10_000;
const GREETING_TIMEOUT_MS = 15_000;
/** A mail server may think for a while about the end of a message, RFC 1047. */
const SOCKET_TIMEOUT_MS = 120_000;

interface Envelope {
  readonly from: string;
  readonly to: string;
}

/** What became of one message. */
export type SendOutcome =
  | { readonly kind: "accepted" }
  /** The server said no to this message; `isPermanent` for a 5xx answer. */
  | { readonly kind: "refused"; readonly isPermanent: boolean; readonly reason: string }
  /** The connection failed; `wasHandedOver` when the message had left completely. */
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
  const connection = new SmtpConnection({
    ...server,
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
    connection.send({ from: envelope.from, to: [envelope.to] }, message, (error) => {
      connection.off("error", reject);
      connection.off("end", hungUp);
      if (error) reject(error);
      else resolve();
    });
  });
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

function outcomeOf(error: unknown, wasHandedOver: boolean): SendOutcome {
  const reason = error instanceof Error ? error.message : String(error);
  const code = responseCode(error);
  // 421 closes the connection and says nothing about the message.
  if (code === undefined || code === 421) return { kind: "broken", wasHandedOver, reason };
  return { kind: "refused", isPermanent: code >= 500, reason };
}

function responseCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !("responseCode" in error)) return undefined;
  return typeof error.responseCode === "number" ? error.responseCode : undefined;
}
