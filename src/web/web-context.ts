import type { Context } from "hono";
import type { Origin, Viewer } from "#accounts";
import type { LimitState } from "./http/limit-table.ts";
import type { ListFormat, PaperFormat } from "./lists/index.ts";
import type { RouteName } from "./routes.ts";

/** What the application knows of a request beside the request itself. */
export interface WebEnvironment {
  Bindings: {
    /** The format that the address or the `Accept` header asks for; absent: the page. */
    format?: ListFormat | PaperFormat | undefined;
    /** Of the peer, which may be a proxy. */
    remoteAddress?: string | undefined;
  };
  Variables: {
    requestId: string;
    /** Of the person, as far as trusted proxies tell; empty when unknown. */
    address: string;
    origin: Origin;
    /** Who is signed in. */
    viewer: Viewer | undefined;
    /** Where whoever asks stands with the limit that the request counted against. */
    limit: LimitState | undefined;
  };
}

export type WebContext = Context<WebEnvironment>;
export type Handler = (context: WebContext) => Response | Promise<Response>;
export type Handlers = Readonly<Record<RouteName, Handler>>;

/** More pages than any list has. */
const MAX_PAGE = 1_000_000;

/** The page number of an address, from 1; nonsense counts as 1. */
export function pageNumber(context: WebContext): number {
  const number = Math.floor(Number(context.req.query("page") ?? 1)) || 1;
  return Math.min(Math.max(number, 1), MAX_PAGE);
}
