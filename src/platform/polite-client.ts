import { setTimeout as sleepFor } from "node:timers/promises";
import { AppError } from "./errors.ts";
import { createHostQueue } from "./host-queue.ts";
import { type HttpAnswer, httpGet } from "./http-get.ts";
import { retryAfterMs } from "./retry-after.ts";

interface PoliteRequest {
  readonly url: string;
  readonly accept?: string;
  /** As an earlier answer gave them; the source may then say `not-modified`. */
  readonly etag?: string;
  readonly lastModified?: string;
}

interface PoliteResponse {
  readonly kind: "ok" | "not-modified";
  /** Decompressed and whole; empty when not modified. */
  readonly body: Buffer;
  /** Where the answer came from, after redirects. */
  readonly url: string;
  readonly contentType: string;
  readonly etag?: string;
  readonly lastModified?: string;
}

/** Fetches from other people's machines with the manners they ask for. */
export interface PoliteClient {
  /**
   * @throws AppError `unavailable` when no whole answer comes, `rate_limited` when the source
   *   asks to stay away for longer than the client waits, `not_found` for 404 and 410.
   */
  get(request: PoliteRequest): Promise<PoliteResponse>;
}

export interface PoliteClientOptions {
  /** Mail address or page of the operator, told to the source; may be empty. */
  readonly contact: string;
  /** Least time between two requests to one host; ms. arXiv asks for 3 s. */
  readonly intervalMs?: number;
  /** For one request, first byte to last; ms. */
  readonly deadlineMs?: number;
  /** Of the decompressed body. */
  readonly maxBytes?: number;
  /** Tries of one request when the source stumbles; with 1, the caller comes back. */
  readonly maxAttempts?: number;
  readonly now?: () => number;
  readonly sleep?: (delayMs: number) => Promise<unknown>;
}

const INTERVAL_MS = 3_000;
const DEADLINE_MS = 60_000;
const MAX_BYTES = 64 << 20;
const MAX_REDIRECTS = 3;
const MAX_ATTEMPTS = 3;
/** First wait after a failure that names no time; doubled each time. */
const BACK_OFF_MS = 10_000;
/** A longer `Retry-After` ends the visit; the next run comes later. */
const LONGEST_WAIT_MS = 300_000;
const TRANSIENT = new Set([429, 500, 502, 503, 504]);

/** One request at a time per host, spaced, conditional, and taking no for an answer. */
export function createPoliteClient(options: PoliteClientOptions): PoliteClient {
  const now = options.now ?? Date.now;
  const { sleep = sleepFor, maxAttempts = MAX_ATTEMPTS } = options;
  const queue = createHostQueue({ intervalMs: options.intervalMs ?? INTERVAL_MS, now, sleep });
  const limits = {
    deadlineMs: options.deadlineMs ?? DEADLINE_MS,
    maxBytes: options.maxBytes ?? MAX_BYTES,
  };
  const agent = `Broadsheet/0.1${options.contact ? ` (${options.contact})` : ""}`;

  async function follow(request: PoliteRequest): Promise<{ answer: HttpAnswer; url: URL }> {
    let url = parseUrl(request.url);
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      const target = url;
      const answer = await queue.run(target.host, () =>
        httpGet(target, headersOf(request, agent), limits),
      );
      if (answer.status < 300 || answer.status > 399 || answer.status === 304)
        return { answer, url };
      url = redirectTarget(answer, url);
    }
    throw new AppError("unavailable", `${request.url} redirects too often`);
  }

  return {
    async get(request) {
      for (let attempt = 1; ; attempt++) {
        const { answer, url } = await follow(request);
        if (!TRANSIENT.has(answer.status)) return toResponse(answer, url);
        const waitMs =
          retryAfterMs(answer.headers["retry-after"], now()) ?? BACK_OFF_MS * 2 ** (attempt - 1);
        queue.holdOff(url.host, waitMs);
        if (waitMs > LONGEST_WAIT_MS) throw staysAway(url, waitMs);
        if (attempt >= maxAttempts) throw failed(url, answer.status);
      }
    },
  };
}

function headersOf(request: PoliteRequest, agent: string): Record<string, string> {
  return {
    "user-agent": agent,
    accept: request.accept ?? "*/*",
    "accept-encoding": "gzip",
    ...(request.etag && { "if-none-match": request.etag }),
    ...(request.lastModified && { "if-modified-since": request.lastModified }),
  };
}

function toResponse(answer: HttpAnswer, url: URL): PoliteResponse {
  const { status, headers } = answer;
  if (status === 404 || status === 410) {
    throw new AppError("not_found", `${url.host} has nothing at ${url.href}`);
  }
  if (status !== 200 && status !== 304) throw failed(url, status);
  const lastModified = headers["last-modified"];
  return {
    kind: status === 304 ? "not-modified" : "ok",
    body: answer.body,
    url: url.href,
    contentType: headers["content-type"] ?? "",
    ...(headers.etag && { etag: headers.etag }),
    ...(lastModified && { lastModified }),
  };
}

function parseUrl(text: string, base?: URL): URL {
  const url = URL.canParse(text, base?.href) ? new URL(text, base) : undefined;
  if (url?.protocol === "https:" || (url?.protocol === "http:" && base?.protocol !== "https:")) {
    return url;
  }
  throw new AppError("unavailable", `"${text}" is not an address that can be fetched`);
}

function redirectTarget(answer: HttpAnswer, from: URL): URL {
  return parseUrl(answer.headers.location ?? "", from);
}

function staysAway(url: URL, waitMs: number): AppError {
  const minutes = Math.ceil(waitMs / 60_000);
  return new AppError("rate_limited", `${url.host} asks to come back in ${minutes} minutes`);
}

function failed(url: URL, status: number): AppError {
  return new AppError("unavailable", `${url.host} answered ${status} to ${url.href}`);
}
