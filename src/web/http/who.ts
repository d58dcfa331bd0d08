import type { MiddlewareHandler } from "hono";
import type { Viewer } from "#accounts";
import { truncateNetwork } from "#platform";
import type { WebParts } from "../parts.ts";
import type { WebContext, WebEnvironment } from "../web-context.ts";
import { agentOf } from "./agent.ts";
import { bearerOf, isForPrograms } from "./bearer.ts";
import { addressOf } from "./client-address.ts";
import { holdBack } from "./passkey-duty.ts";
import { readSession } from "./session-cookie.ts";

/** Finds out where a request comes from and who is signed in; a wrong secret is nobody. */
export function createWho(parts: WebParts): MiddlewareHandler<WebEnvironment> {
  return async (context, next) => {
    const forwarded = context.req.header("x-forwarded-for");
    const address = addressOf(context.env.remoteAddress, forwarded, parts.trustedProxies ?? []);
    context.set("address", address);
    context.set("origin", {
      network: truncateNetwork(address),
      agent: agentOf(context.req.header("user-agent") ?? ""),
    });
    context.set("viewer", await viewerOf(parts, context));
    await next();
  };
}

/** A token works for the API alone, a session everywhere; a token beside a session wins. */
async function viewerOf(parts: WebParts, context: WebContext): Promise<Viewer | undefined> {
  if (!parts.accounts) return undefined;
  const bearer = bearerOf(context.req.raw);
  if (bearer !== undefined) {
    if (!isForPrograms(context.req.path)) return undefined;
    const viewer = await parts.accounts.tokens.find(bearer);
    return viewer && holdBack(parts, viewer);
  }
  const secret = readSession(context, parts.site);
  const viewer = secret === undefined ? undefined : await parts.accounts.sessions.find(secret);
  return viewer && holdBack(parts, viewer);
}
