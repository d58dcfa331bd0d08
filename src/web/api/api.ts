import { OpenAPIHono } from "@hono/zod-openapi";
import type { Context, Next } from "hono";
import { cors } from "hono/cors";
import { AppError } from "#platform";
import { createFailureTeller, refuseInvalid } from "./answers.ts";
import type { ApiParts } from "./api-parts.ts";
import { addDailyPapers } from "./daily-papers/daily-papers-api.ts";
import { describeApi } from "./openapi.ts";
import { addVersion1 } from "./v1/version-1.ts";

const HEADERS = {
  "content-type": "application/json; charset=utf-8",
  // Kept by anyone, but asked about each time: the tag makes that cheap.
  "cache-control": "public, no-cache",
  "x-content-type-options": "nosniff",
  "content-security-policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
};

/**
 * The API as an app, to be mounted at `/api`. Its description is at `/openapi.json` below it,
 * and `describeApi` gives it to the page made from it.
 */
export function createApi(parts: ApiParts): OpenAPIHono {
  const app = new OpenAPIHono({ defaultHook: refuseInvalid });
  app.onError(createFailureTeller(parts.log));
  app.use(cors({ origin: "*", allowMethods: ["GET", "HEAD"], exposeHeaders: ["Link", "ETag"] }));
  app.use(setHeaders);
  addDailyPapers(app, parts);
  addVersion1(app, parts);
  const openapi = describeApi(app, parts.site);
  app.get("/openapi.json", (c) => c.json(openapi));
  app.all("/*", (c) => {
    throw new AppError("not_found", `There is no ${c.req.method} ${c.req.path}; see /docs`);
  });
  return app;
}

/** Gives every answer its type and what keeps it harmless when opened in a browser. */
async function setHeaders(c: Context, next: Next): Promise<void> {
  await next();
  for (const [name, value] of Object.entries(HEADERS)) c.header(name, value);
}
