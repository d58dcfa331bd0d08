import { bearerOf, isForPrograms } from "./bearer.ts";

/** What a page may do and load: itself and its own origin, nothing else. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "object-src 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  // Text becomes markup in one place of the script, under the policy of this name.
  "require-trusted-types-for 'script'",
  "trusted-types answers",
].join("; ");

/** Two years, for every name below the site's own. */
const strictTransport = "max-age=63072000; includeSubDomains";

/** Set on every answer that does not set them itself. */
export function securityHeaders(siteUrl: string): Readonly<Record<string, string>> {
  const isSecure = siteUrl.startsWith("https:");
  return { ...headersOfAll, ...(isSecure ? { "strict-transport-security": strictTransport } : {}) };
}

const headersOfAll: Readonly<Record<string, string>> = {
  "content-security-policy": contentSecurityPolicy,
  "x-content-type-options": "nosniff",
  // Not `no-referrer`: with it browsers send `Origin: null` with our own forms.
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=(), interest-cohort=()",
};

/**
 * Whether a request that changes something comes from one of our own pages: by
 * `Sec-Fetch-Site`, or, where a browser does not send that, by `Origin`.
 */
export function isFromOwnPage(request: Request, siteUrl: string): boolean {
  const site = request.headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin";
  const origin = request.headers.get("origin");
  if (origin === null) return false;
  return origin === new URL(request.url).origin || origin === originOf(siteUrl);
}

/** Addresses that a mail program, not one of our pages, posts to (RFC 8058). */
const OPEN_FORMS: ReadonlySet<string> = new Set(["/unsubscribe"]);
/** Where mail providers post what they report. */
export const MAIL_REPORTS = "/mail/events/";
const SAFE_METHODS: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Whether a request may be answered as far as forgery goes: it changes nothing, comes from one
 * of our own pages, or carries nothing that a browser adds by itself. That last is a request to
 * the API with a token, beside which cookies are not looked at, or without any session; and
 * the one-click form of a mail, which goes by its own token.
 */
export function isUnforged(request: Request, hasSession: boolean, siteUrl: string): boolean {
  const { pathname } = new URL(request.url);
  if (SAFE_METHODS.has(request.method) || OPEN_FORMS.has(pathname)) return true;
  // Signed by a mail provider; a session is nothing there.
  if (pathname.startsWith(MAIL_REPORTS)) return true;
  if (isForPrograms(pathname) && (bearerOf(request) !== undefined || !hasSession)) return true;
  return isFromOwnPage(request, siteUrl);
}

function originOf(address: string): string | undefined {
  return URL.canParse(address) ? new URL(address).origin : undefined;
}
