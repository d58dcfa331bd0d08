import type { WebParts } from "../parts.ts";
import type { WebContext } from "../web-context.ts";
import { loggedPath } from "./logged-path.ts";

const REFUSALS: ReadonlySet<number> = new Set([401, 403, 429]);

/** Writes down that somebody was refused, for whoever looks for an attack. */
export function noteRefusal({ log }: Pick<WebParts, "log">, context: WebContext): void {
  const { status } = context.res;
  if (!REFUSALS.has(status)) return;
  const { method, path } = context.req;
  const said = {
    event: "refused",
    status,
    method,
    // The path alone: a query may hold a token.
    path: loggedPath(path),
    account: context.get("viewer")?.account.id,
    network: context.get("origin")?.network,
    requestId: context.get("requestId"),
  };
  log.warn?.(said, "request refused");
}
