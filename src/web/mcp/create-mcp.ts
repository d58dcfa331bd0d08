import type { ApiParts } from "../api/api-parts.ts";
import { ApiFailure, failureOf, problemResponse } from "../api/framework/problem.ts";
import { takeLimit } from "../http/limits.ts";
import type { WebContext } from "../web-context.ts";
import type { Visit } from "./visit.ts";

/** What failed is tried again. */
function once<Value>(load: () => Promise<Value>): () => Promise<Value> {
  let loading: Promise<Value> | undefined;
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
}

/** Answers what a program posts to `/mcp`. */
export function createMcp(parts: ApiParts): (context: WebContext) => Promise<Response> {
  // Read at the first call: the protocol takes 30 MB that most sites never need.
  const loadHandler = once(async () => (await import("./mcp-handler.ts")).createHandler());
  return async (context) => {
    try {
      admit(context, parts);
      const visit = visitOf(context, parts);
      await visit.take("api");
      await refuseZero(context.req.raw);
      // The token itself stays here: tools are told who sent it, and nothing else.
      const authInfo = { token: "", clientId: "", scopes: [], extra: { visit } };
      const handler = await loadHandler();
      return await handler.fetch(context.req.raw, { authInfo });
    } catch (error) {
      const told = failureOf(error);
      if (told.isInternal) parts.log.error({ err: error }, "MCP request failed");
      return problemResponse(told, parts.site, context.get("requestId"));
    }
  };
}

/**
 * Refuses pages of other sites, also those that made their name lead here (DNS rebinding; MCP,
 * Streamable HTTP, "Security Warning"), and tokens that are worth nothing.
 */
function admit({ req, get }: WebContext, { site }: ApiParts): void {
  const origin = req.header("origin");
  if (origin !== undefined && origin !== new URL(site.url).origin) {
    throw new ApiFailure(403, "A page of another site can not use this.");
  }
  if (req.header("authorization") !== undefined && get("viewer")?.via !== "token") {
    throw new ApiFailure(401, "The token is wrong or too old; make one under /settings/tokens.", {
      headers: { "www-authenticate": 'Bearer error="invalid_token"' },
    });
  }
}

/** No text needs the character zero, and PostgreSQL does not store it. */
async function refuseZero(request: Request): Promise<void> {
  if (!(await request.clone().text()).includes("\\u0000")) return;
  throw new ApiFailure(400, "A text here holds a zero character; take it out.");
}

function visitOf(context: WebContext, parts: ApiParts): Visit {
  const viewer = context.get("viewer");
  return {
    parts,
    // A browser's session is nothing here.
    viewer: viewer?.via === "token" ? viewer : undefined,
    network: context.get("origin").network,
    take: (limit) => takeLimit({ limits: parts.limits }, context, limit),
  };
}
