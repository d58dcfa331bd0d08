import { OpenAPIHono } from "@hono/zod-openapi";
import type { Context, MiddlewareHandler } from "hono";
import { cors } from "hono/cors";
import { AppError } from "#platform";
import { createAllowedMethods } from "../http/allowed-methods.ts";
import type { WebEnvironment } from "../web-context.ts";
import type { ApiParts } from "./api-parts.ts";
import { dailyPapersEndpoints } from "./daily-papers/index.ts";
import type { AnyEndpoint } from "./framework/endpoint.ts";
import { honoPath, mount } from "./framework/mount.ts";
import { ApiFailure, failureOf, problemResponse } from "./framework/problem.ts";
import { describeApi } from "./openapi.ts";
import { version1Endpoints } from "./v1/index.ts";

const JSON_TYPE = "application/json; charset=utf-8";

/** Every address of the API, in one table, as `routes` is for the pages. */
export const endpoints: readonly AnyEndpoint[] = [...dailyPapersEndpoints, ...version1Endpoints];

/**
 * The API as an app, to be mounted at `/api`. Its description is at `/openapi.json` below it,
 * and `describeApi` gives it to the page made from it.
 */
export function createApi(parts: ApiParts): OpenAPIHono<WebEnvironment> {
  const app = new OpenAPIHono<WebEnvironment>();
  app.onError((error, context) => tell(parts, error, context));
  app.use(cors({ origin: "*", allowMethods: ["GET", "HEAD"], allowHeaders, exposeHeaders }));
  app.use(setHeaders);
  mount(app, endpoints, parts);
  const openapi = describeApi(app, parts.site);
  app.get("/openapi.json", (context) => context.json(openapi));
  const allowed = createAllowedMethods(
    endpoints.map(({ method, path }) => ({ method: method.toUpperCase(), path: honoPath(path) })),
  );
  app.all("/*", (context) => {
    const { method, path } = context.req;
    const allow = allowed(path.replace(/^\/api(?=\/)/, ""));
    if (allow === undefined) {
      throw new AppError("not_found", `There is no ${method} ${path}; see /docs`);
    }
    const message = `${method} does not work here; this address takes ${allow}.`;
    throw new ApiFailure(405, message, { headers: { allow } });
  });
  return app;
}

// Without `Authorization`: a page of another site reads what anybody may, and nothing else.
const allowHeaders = ["accept", "content-type", "if-none-match"];
const exposeHeaders = ["Link", "ETag", "RateLimit", "RateLimit-Policy", "Retry-After"];

/** Tells every failure as a problem; one that is a bug or an outage is logged in full, not told. */
function tell({ log, site }: ApiParts, error: unknown, context: Context): Response {
  const told = failureOf(error);
  const requestId: string | undefined = context.get("requestId");
  if (told.isInternal) {
    log.error({ err: error, requestId, path: context.req.path }, "API request failed");
  }
  return problemResponse(told, site, requestId);
}

/** Gives every answer its type and what keeps it harmless when opened in a browser. */
const setHeaders: MiddlewareHandler<WebEnvironment> = async (context, next) => {
  await next();
  const { headers } = context.res;
  if (headers.get("content-type")?.startsWith("application/json")) {
    headers.set("content-type", JSON_TYPE);
  }
  // Kept by anyone, but asked about each time: the tag makes that cheap.
  if (!headers.has("cache-control")) headers.set("cache-control", "public, no-cache");
  headers.set("x-content-type-options", "nosniff");
  headers.set("content-security-policy", "default-src 'none'; sandbox; frame-ancestors 'none'");
  headers.append("vary", "Authorization, Cookie");
  const isRead = context.req.method === "GET" || context.req.method === "HEAD";
  if (!isRead || context.get("viewer")) headers.delete("access-control-allow-origin");
};
