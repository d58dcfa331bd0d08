import { lookup as lookUp } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { AppError } from "./errors.ts";
import { type HttpAnswer, httpGet } from "./http-get.ts";
import { type HttpOutcome, type HttpSendRequest, httpSend } from "./http-send.ts";
import type { PoliteClient } from "./polite-client.ts";
import { isPublicAddress } from "./public-address.ts";

export interface GuardedClientOptions {
  /** Mail address or page of the operator, told to the site; may be empty. */
  readonly contact: string;
  /** From the first connection to the last byte, redirects and all; ms. */
  readonly deadlineMs?: number;
  /** Of the decompressed body. */
  readonly maxBytes?: number;
  /**
   * Machines of the operator's own network that may be asked though they are not public, each
   * `host` or `host:port` as addresses spell them.
   */
  readonly inside?: readonly string[];
  /** For tests alone: machines and ports of this computer may be asked. */
  readonly allowsLoopback?: boolean;
  /** For tests alone: one more port that may be asked. */
  readonly alsoPort?: number;
  /** For tests alone: another resolver than the system's. */
  readonly lookup?: LookupFunction;
}

const DEADLINE_MS = 15_000;
const MAX_BYTES = 5 << 20;
const MAX_REDIRECTS = 3;
const PORTS: ReadonlySet<string> = new Set(["", "80", "443"]);

/** Asks machines that strangers have named. */
export interface GuardedClient extends Pick<PoliteClient, "get"> {
  /**
   * Hands something over; it never follows a redirect, and it does not try again.
   *
   * @throws AppError `invalid` for an address that is never asked.
   */
  send(request: HttpSendRequest): Promise<HttpOutcome>;
  /** @throws AppError `invalid` for what is known, without looking its name up, never to be asked. */
  check(url: string): void;
}

/**
 * Asks addresses that strangers have given (SSRF): only from public machines, as they are
 * at the moment of connecting, so that a name that changes its address gains nothing; only on
 * the ports of the web; never with credentials. Every redirect is checked like the first
 * address. It does not try again.
 */
export function createGuardedClient(options: GuardedClientOptions): GuardedClient {
  const { deadlineMs = DEADLINE_MS, maxBytes = MAX_BYTES } = options;
  const guard = createGuard(options);
  const agent = `Broadsheet/0.1${options.contact ? ` (${options.contact})` : ""}`;
  return {
    async get({ url: asked, accept = "*/*" }) {
      const end = Date.now() + deadlineMs;
      const headers = { "user-agent": agent, accept, "accept-encoding": "gzip" };
      let url = guard.check(asked);
      for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
        const limits = { deadlineMs: Math.max(end - Date.now(), 1), maxBytes };
        const answer = await httpGet(url, headers, { ...limits, lookup: guard.lookupFor(url) });
        if (!isRedirect(answer)) return toResponse(answer, url);
        url = guard.check(answer.headers.location ?? "", url);
      }
      throw new AppError("unavailable", `${asked} redirects too often.`);
    },
    check: (url) => void guard.check(url),
    async send(request) {
      const url = guard.check(request.url);
      const headers = { ...request.headers, "user-agent": agent, "accept-encoding": "gzip" };
      const limits = { deadlineMs, maxBytes, lookup: guard.lookupFor(url) };
      return httpSend(url, { ...request, headers }, limits);
    },
  };
}

function createGuard(options: GuardedClientOptions) {
  const { allowsLoopback = false, alsoPort, lookup = lookUp as LookupFunction } = options;
  const inside = new Set(options.inside);
  const isAllowed = (address: string) =>
    isPublicAddress(address) || (allowsLoopback && /^(?:127\.|::1$)/.test(address));
  const guarded = guardedLookup(lookup, isAllowed);
  return {
    /** @throws AppError `invalid` for addresses that are never fetched. */
    check(text: string, base?: URL): URL {
      const url = URL.canParse(text, base?.href) ? new URL(text, base) : undefined;
      if (!url || (url.protocol !== "https:" && url.protocol !== "http:")) {
        throw refuse(`"${text.slice(0, 200)}" is no web address`);
      }
      if (url.username !== "" || url.password !== "") throw refuse("it holds a password");
      if (inside.has(url.host)) return url;
      if (!PORTS.has(url.port) && url.port !== String(alsoPort) && !allowsLoopback)
        throw refuse(`it names port ${url.port}`);
      // A literal address is never looked up, so it is checked here.
      const literal = url.hostname.replace(/^\[(.*)\]$/, "$1");
      if (isIP(literal) && !isAllowed(literal)) throw refuse(`${literal} is not public`);
      return url;
    },
    lookupFor: (url: URL) => (inside.has(url.host) ? lookup : guarded),
  };
}

/** Leaves only public addresses, at the moment of connecting. */
function guardedLookup(
  lookup: LookupFunction,
  isAllowed: (address: string) => boolean,
): LookupFunction {
  return (host, { all, ...options }, answer) => {
    lookup(host, { ...options, all: true }, (error, found) => {
      if (error) return answer(error, "");
      const addresses = (Array.isArray(found) ? found : []).filter(({ address }) =>
        isAllowed(address),
      );
      const [first] = addresses;
      if (!first) return answer(refuse(`${host} is not a public machine`), "");
      if (all) return answer(null, addresses);
      answer(null, first.address, first.family);
    });
  };
}

function refuse(reason: string): AppError {
  return new AppError("invalid", `This address is not used: ${reason}.`);
}

function isRedirect({ status, headers }: HttpAnswer): boolean {
  return status >= 300 && status <= 399 && status !== 304 && headers.location !== undefined;
}

function toResponse({ status, headers, body }: HttpAnswer, url: URL) {
  if (status === 404 || status === 410) {
    throw new AppError("not_found", `${url.host} has nothing at this address.`);
  }
  if (status !== 200) throw new AppError("unavailable", `${url.host} answered ${status}.`);
  const contentType = headers["content-type"] ?? "";
  return { kind: "ok" as const, body, url: url.href, contentType };
}
