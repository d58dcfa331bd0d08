import { isAtLeast, type Viewer } from "#accounts";
import { AppError } from "#platform";
import { addresses, withQuery } from "../addresses.ts";
import type { WebParts } from "../parts.ts";
import type { Route } from "../routes.ts";
import type { Handler, WebContext } from "../web-context.ts";
import { setFlash } from "./flash.ts";
import { type Limits, takeLimit } from "./limits.ts";
import { roleOf } from "./passkey-duty.ts";

/** For how long a proof of who somebody is holds for what matters most. */
const PROOF_MS = 10 * 60_000;

export type Gate = (route: Route, handler: Handler) => Handler;

/**
 * Lets through to a handler whom its row of the table names; others sign in, prove anew who
 * they are, sign in with a passkey, wait, or are refused.
 */
export function createGate(parts: WebParts, limits: Limits | undefined): Gate {
  return (route, handler) => {
    const { access = "anyone", limit } = route;
    if (access === "anyone" && !limit) return handler;
    return async (context) => {
      const elsewhere = access === "anyone" ? undefined : await admit(parts, context, route);
      if (elsewhere) return elsewhere;
      if (limit) await takeLimit({ limits }, context, limit);
      return handler(context);
    };
  };
}

/** @returns where to go first; `undefined` for whoever may go on. */
async function admit(
  parts: WebParts,
  context: WebContext,
  { access = "anyone", isSensitive, method }: Route,
): Promise<Response | undefined> {
  const viewer = context.get("viewer");
  const here = returnPath(context, method);
  if (!viewer) return context.redirect(addresses.login(here), 303);
  if (access !== "anyone" && !isAtLeast(viewer.account.role, access)) {
    if (isAtLeast(roleOf(viewer), access)) return toPasskey(parts, context, here);
    throw new AppError("forbidden", `This is for ${access}s only.`);
  }
  if (!isSensitive || isFresh(viewer, parts.clock.now())) return undefined;
  return context.redirect(provePath(here), 303);
}

/** To sign in with a passkey, or to add the first one. */
async function toPasskey(parts: WebParts, context: WebContext, here: string): Promise<Response> {
  const id = context.get("viewer")?.account.id;
  const passkeys = (id && (await parts.accounts?.passkeys.list(id))) || [];
  setFlash(context, parts.site, passkeys.length > 0 ? "passkey-asked" : "passkey-needed");
  return context.redirect(passkeys.length > 0 ? provePath(here) : "/settings/passkeys", 303);
}

/** Whether somebody has proved not long ago who they are. */
export function isFresh({ provedAt }: Viewer, now: Date): boolean {
  return provedAt !== undefined && now.getTime() - provedAt.getTime() <= PROOF_MS;
}

function provePath(next: string): string {
  return withQuery("/login", { prove: 1, next });
}

/** Where to go on after signing in: this page, or the one the form stood on. */
function returnPath(context: WebContext, method: Route["method"]): string {
  const { req } = context;
  const from = method === "GET" ? req.url : (req.header("referer") ?? "");
  if (!URL.canParse(from)) return "/";
  const { pathname, search } = new URL(from);
  return pathname + search;
}
