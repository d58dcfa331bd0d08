/**
 * Every address of the site, in one table: the application serves exactly these rows, and the
 * documents are checked against them. `:rest{.+}` holds slashes, as the ids of papers do.
 */
export interface Route {
  readonly method: "GET" | "POST";
  readonly path: string;
  /** `list`: a page that is also a feed; `form`: a request that changes something. */
  readonly kind: "page" | "list" | "form" | "redirect" | "service";
  readonly what: string;
}

export const routes = [
  { method: "GET", path: "/", kind: "list", what: "The newest edition" },
  { method: "GET", path: "/daily", kind: "list", what: "The newest daily edition" },
  { method: "GET", path: "/weekly", kind: "list", what: "The newest weekly edition" },
  { method: "GET", path: "/monthly", kind: "list", what: "The newest monthly edition" },
  { method: "GET", path: "/daily/:period", kind: "list", what: "The edition of a day" },
  { method: "GET", path: "/weekly/:period", kind: "list", what: "The edition of an ISO week" },
  { method: "GET", path: "/monthly/:period", kind: "list", what: "The edition of a month" },
  { method: "GET", path: "/archive", kind: "page", what: "All editions, newest first" },
  { method: "GET", path: "/search", kind: "list", what: "Search results and filters" },
  { method: "GET", path: "/authors/:slug", kind: "list", what: "Papers of an author" },
  { method: "GET", path: "/orgs/:slug", kind: "list", what: "Papers of an organisation" },
  { method: "GET", path: "/papers", kind: "redirect", what: "To `/`" },
  { method: "GET", path: "/papers/date/:period", kind: "redirect", what: "To `/daily/…`" },
  { method: "GET", path: "/papers/week/:period", kind: "redirect", what: "To `/weekly/…`" },
  { method: "GET", path: "/papers/month/:period", kind: "redirect", what: "To `/monthly/…`" },
  {
    method: "GET",
    path: "/papers/:rest{.+}",
    kind: "list",
    what: "A paper; `/papers/ID/similar` its neighbours",
  },
  { method: "GET", path: "/feeds", kind: "page", what: "Which feeds there are" },
  { method: "GET", path: "/about", kind: "page", what: "What this site is" },
  { method: "GET", path: "/ranking", kind: "page", what: "How editions and results are ordered" },
  { method: "GET", path: "/shortcuts", kind: "page", what: "The keys, and a switch for them" },
  { method: "GET", path: "/docs", kind: "page", what: "The API, for people" },
  { method: "GET", path: "/subscribe", kind: "page", what: "Subscribe to the digest" },
  { method: "POST", path: "/subscribe", kind: "form", what: "Ask for a confirmation by mail" },
  { method: "GET", path: "/subscribe/check-inbox", kind: "page", what: "What to do next" },
  { method: "GET", path: "/subscribe/confirm", kind: "page", what: "A button that confirms" },
  { method: "POST", path: "/subscribe/confirm", kind: "form", what: "Confirm a subscription" },
  { method: "GET", path: "/preferences", kind: "page", what: "A subscriber's settings" },
  { method: "POST", path: "/preferences", kind: "form", what: "Change those settings" },
  { method: "GET", path: "/unsubscribe", kind: "page", what: "A button that unsubscribes" },
  {
    method: "POST",
    path: "/unsubscribe",
    kind: "form",
    what: "Unsubscribe; also the one click of RFC 8058",
  },
  { method: "POST", path: "/theme", kind: "form", what: "Light or dark, kept in a cookie" },
  { method: "GET", path: "/assets/:name", kind: "service", what: "Style, script, fonts, icon" },
  { method: "GET", path: "/favicon.ico", kind: "redirect", what: "To the icon" },
  { method: "GET", path: "/opensearch.xml", kind: "service", what: "Search from the browser" },
  { method: "GET", path: "/robots.txt", kind: "service", what: "What crawlers may fetch" },
  { method: "GET", path: "/healthz", kind: "service", what: "200 while the process answers" },
  { method: "GET", path: "/readyz", kind: "service", what: "200 when papers can be read" },
] as const satisfies readonly Route[];

type Row = (typeof routes)[number];

/** `GET /about`: names a row of the table. */
export type RouteName = Row extends infer One extends Route
  ? One extends Route
    ? `${One["method"]} ${One["path"]}`
    : never
  : never;
