import { SMTPServer, type SMTPServerDataStream } from "smtp-server";
import type { Log } from "#platform";
import type { MailEvents } from "./events/events.ts";

export interface ListenerParts {
  /** `lmtp://127.0.0.1:2526` or `smtp://…`; port 0: any. */
  readonly listenUrl: string;
  readonly events: Pick<MailEvents, "takeReport">;
  readonly log: Pick<Log, "info" | "warn" | "error">;
}

export interface BounceListener {
  readonly port: number;
  close(): Promise<void>;
}

/** Longer than any report that holds only the header of what came back. */
const MAX_BYTES = 2 << 20;
const MAX_CLIENTS = 20;

/**
 * Takes what comes back from the mail server on this machine. A report is acknowledged once it
 * is written down; what fails here is answered 451, and the server brings it again.
 *
 * @throws when the port is taken.
 */
export async function listenForBounces(parts: ListenerParts): Promise<BounceListener> {
  const { protocol, hostname, port } = new URL(parts.listenUrl);
  const server = new SMTPServer({
    lmtp: protocol === "lmtp:",
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    size: MAX_BYTES,
    maxClients: MAX_CLIENTS,
    onData(stream, { envelope }, done) {
      const addresses = envelope.rcptTo.map(({ address }) => address);
      take(parts, stream, addresses).then(
        (problem) => done(problem),
        (error: unknown) => {
          parts.log.error({ err: error }, "a report of the mail server could not be written down");
          done(answer(451, "4.3.0 It could not be written down; try again later"));
        },
      );
    },
  });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.on("error", reject);
  server.listen(Number(port), hostname.replace(/^\[(.*)\]$/, "$1"), resolve);
  await promise;
  server.off("error", reject);
  // One connection that breaks off is no reason to stop.
  server.on("error", (error) => parts.log.warn({ err: error }, "a connection of the mail server"));
  const address = server.server.address();
  return {
    port: typeof address === "object" && address ? address.port : Number(port),
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}

async function take(
  { events, log }: ListenerParts,
  stream: SMTPServerDataStream,
  addresses: readonly string[],
): Promise<Error | null> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) if (!stream.sizeExceeded) chunks.push(chunk as Buffer);
  if (stream.sizeExceeded) return answer(552, "5.3.4 Reports are shorter");
  const raw = Buffer.concat(chunks);
  for (const address of new Set(addresses)) {
    const told = await events.takeReport(raw, "smtp", address);
    const kinds = told.map(({ kind }) => kind);
    if (told.length > 0) log.info({ kinds }, "the mail server reports");
  }
  return null;
}

function answer(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}
