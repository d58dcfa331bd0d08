import { get as getHttp, Agent as HttpAgent, type IncomingMessage } from "node:http";
import { get as getHttps, Agent as HttpsAgent } from "node:https";
import type { LookupFunction } from "node:net";
import { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { AppError } from "./errors.ts";
import { explain } from "./network-errors.ts";

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

export interface HttpLimits {
  readonly deadlineMs: number;
  /** Of the decompressed body. */
  readonly maxBytes: number;
  /** How names become addresses; with one of its own, every request connects anew. */
  readonly lookup?: LookupFunction;
}

const httpAgent = new HttpAgent({ keepAlive: true, maxSockets: 1 });
const httpsAgent = new HttpsAgent({ keepAlive: true, maxSockets: 1 });

/**
 * One GET, whole or not at all: `fetch` takes a gzip body that ends early for a good one, so
 * the body is decompressed here, where that is an error.
 *
 * @throws AppError `unavailable` when the answer is late, cut short, too large or not readable.
 */
export async function httpGet(
  url: URL,
  headers: Record<string, string>,
  limits: HttpLimits,
): Promise<HttpAnswer> {
  const signal = AbortSignal.timeout(limits.deadlineMs);
  try {
    const message = await request(url, headers, { signal, lookup: limits.lookup });
    return {
      status: message.statusCode ?? 0,
      headers: message.headers as HttpAnswer["headers"],
      body: await readBody(message, limits.maxBytes, signal),
    };
  } catch (error) {
    if (error instanceof AppError) throw error;
    const reason = signal.aborted ? `no whole answer in ${limits.deadlineMs} ms` : explain(error);
    throw new AppError("unavailable", `${url.host} could not be read: ${reason}`, { cause: error });
  }
}

/**
 * A connection that was kept may end just when it is used again; a GET may then be made once
 * more, on a new one (RFC 9110, 9.2.2).
 */
function request(
  url: URL,
  headers: Record<string, string>,
  options: { signal: AbortSignal; lookup: LookupFunction | undefined },
): Promise<IncomingMessage> {
  const { signal, lookup } = options;
  const isSecure = url.protocol === "https:";
  const get = isSecure ? getHttps : getHttp;
  const shared = isSecure ? httpsAgent : httpAgent;
  const connection = lookup ? { agent: false as const, lookup } : { agent: shared };
  return new Promise((resolve, reject) => {
    let isAnswered = false;
    const asked = get(url, { headers, signal, ...connection }, (message) => {
      isAnswered = true;
      resolve(message);
    });
    asked.on("error", (error) => {
      const isWornOut = asked.reusedSocket && !isAnswered && !signal.aborted;
      if (isWornOut) resolve(request(url, headers, options));
      else reject(error);
    });
  });
}

/** @throws when it is late, cut short or, decompressed, larger than `maxBytes`. */
export async function readBody(
  message: IncomingMessage,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Buffer> {
  const encoding = message.headers["content-encoding"] ?? "identity";
  const isEmpty = message.statusCode === 304 || message.headers["content-length"] === "0";
  const isGzip = encoding === "gzip" && !isEmpty;
  if (encoding !== "gzip" && encoding !== "identity") {
    message.destroy();
    throw new AppError("unavailable", `an answer came in an unknown encoding, ${encoding}`);
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  const collect = new Writable({
    write(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      chunks.push(chunk);
      done(bytes > maxBytes ? tooLarge(maxBytes) : undefined);
    },
  });
  if (isGzip) await pipeline(message, createGunzip(), collect, { signal });
  else await pipeline(message, collect, { signal });
  return Buffer.concat(chunks);
}

function tooLarge(maxBytes: number): AppError {
  return new AppError("unavailable", `an answer is larger than ${maxBytes} bytes`);
}
