import { type DestinationStream, pino } from "pino";

type Write = (fields: Readonly<Record<string, unknown>>, message: string) => void;

/** Fields first, then a sentence; errors go under `err`. */
export interface Log {
  readonly debug: Write;
  readonly info: Write;
  readonly warn: Write;
  readonly error: Write;
  readonly fatal: Write;
}

/** Where lines go; `process.stderr` is one. */
export interface LogStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/**
 * A log of one line per event: plain on a terminal, JSON elsewhere. Mail addresses, passwords
 * in addresses and tokens are masked wherever they stand, in messages and stack traces too.
 *
 * @param level `fatal`, `error`, `warn`, `info`, `debug` or `silent`.
 */
export function createLog(level: string, stream: LogStream = process.stderr): Log {
  const destination: DestinationStream = {
    write: (line) => stream.write(maskSecrets(stream.isTTY ? renderLine(line) : line)),
  };
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, redact };
  return pino(options, destination) as Log;
}

const secretFields = ["password", "secret", "token", "authorization", "cookie", "email"];
const redact = {
  paths: secretFields.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
  censor: "[masked]",
};

/** Masks what must not be kept: addresses, credentials in URLs, tokens in queries and paths. */
export function maskSecrets(text: string): string {
  return text
    .replaceAll(/:\/\/[^\s/@"]+@/g, "://[masked]@")
    .replaceAll(/([?&](?:t|token|key|code)=)[^&\s"\\]+/g, "$1[masked]")
    .replaceAll(/[\w.+%-]{1,64}@(?!\[)[\w-]+(?:\.[\w-]+)+/g, "[address]");
}

const levelNames = new Map([
  [20, "debug"],
  [30, "info"],
  [40, "warn"],
  [50, "error"],
  [60, "fatal"],
]);

function renderLine(json: string): string {
  const { level, time, msg, err, ...fields } = JSON.parse(json);
  const rest = Object.entries(fields).map(([name, value]) => `${name}=${renderValue(value)}`);
  const head = `${String(time).slice(11, 19)} ${(levelNames.get(level) ?? "").padEnd(5)} ${msg ?? ""}`;
  const line = [head, ...rest].join("  ");
  return err?.stack ? `${line}\n${err.stack}\n` : `${line}\n`;
}

function renderValue(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
