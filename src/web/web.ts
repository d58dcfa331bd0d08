import { randomUUID } from "node:crypto";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { AppError } from "#platform";
import { createApi, describeApi, type OpenApiDocument } from "./api/index.ts";
import { type Assets, loadAssets } from "./assets.ts";
import { createFailureResponder, type FailureResponder } from "./failure-responder.ts";
import { createEditionHandlers } from "./handlers/edition-handlers.ts";
import { createPaperHandlers } from "./handlers/paper-handlers.ts";
import { createPreferencesHandlers } from "./handlers/preferences-handlers.ts";
import { createSearchHandlers } from "./handlers/search-handlers.ts";
import { createServiceHandlers } from "./handlers/service-handlers.ts";
import { createSiteHandlers } from "./handlers/site-handlers.ts";
import { createSubscribeHandlers } from "./handlers/subscribe-handlers.ts";
import { createAllowedMethods } from "./http/allowed-methods.ts";
import { finish } from "./http/finish.ts";
import { isFromOwnPage, securityHeaders } from "./http/security.ts";
import { prefersMarkdown, splitFormat } from "./lists/index.ts";
import { createPageServer, type PageServer } from "./page-server.ts";
import type { WebParts } from "./parts.ts";
import { routes } from "./routes.ts";
import type { Handler, Handlers, WebEnvironment } from "./web-context.ts";

/** The site: answers any request, and never throws. */
export interface Web {
  fetch(request: Request): Response | Promise<Response>;
}

const MAX_ADDRESS_CHARACTERS = 4_000;
const MAX_FORM_BYTES = 16 * 1024;
/** Form addresses that a mail program, not one of our pages, posts to (RFC 8058). */
const OPEN_FORMS: ReadonlySet<string> = new Set(["/unsubscribe"]);

export function createWeb(parts: WebParts): Web {
  const assets = loadAssets();
  const server = createPageServer(parts, assets);
  const failure = createFailureResponder(parts, server);
  const app = new Hono<WebEnvironment>();
  finishAll(app);
  refuseMethods(app, failure);
  guard(app, parts);
  const api = createApi(parts);
  serve(app, createHandlers(parts, server, { assets, api: describeApi(api, parts.site) }));
  app.route("/api", api);
  app.notFound((context) => {
    const { path, method } = context.req;
    if (method === "GET" && /[^/]\/+$/.test(path)) {
      return context.redirect(path.replace(/\/+$/, ""), 308);
    }
    return failure.tell(context, new AppError("not_found", "There is nothing at this address."));
  });
  app.onError((error, context) => failure.tell(context, error));
  return { fetch: (request) => app.fetch(...withFormat(request)) };
}

/** First words of the addresses that have formats; `/index` stands for `/`. */
const listRoots: ReadonlySet<string> = new Set([
  "index",
  ...routes.filter(({ kind }) => kind === "list").map(({ path }) => path.split("/")[1] ?? ""),
]);

/** Takes the format out of the address, so that a list and its formats are one route. */
function withFormat(request: Request): [Request, WebEnvironment["Bindings"]] {
  const url = new URL(request.url);
  const { path, format } = splitFormat(url.pathname);
  const root = (path === "/" ? "/index" : path).split("/")[1] ?? "";
  if (format && listRoots.has(root)) {
    url.pathname = path;
    return [new Request(url, request), { format }];
  }
  return [request, prefersMarkdown(request.headers.get("accept") ?? "") ? { format: "md" } : {}];
}

/** Gives every answer its id, its tag and compression, and the security headers. */
function finishAll(app: Hono<WebEnvironment>): void {
  app.use(async (context, next) => {
    context.set("requestId", randomUUID());
    await next();
    context.res = await finish(context.req.raw, context.res);
    for (const [name, value] of Object.entries(securityHeaders)) {
      if (!context.res.headers.has(name)) context.res.headers.set(name, value);
    }
    context.res.headers.set("x-request-id", context.get("requestId"));
  });
}

/** Answers a method that an address does not take with those it does. */
function refuseMethods(app: Hono<WebEnvironment>, failure: FailureResponder): void {
  const allowed = createAllowedMethods([...routes, { method: "GET", path: "/api/:rest{.+}" }]);
  app.use(async (context, next) => {
    const { method, path } = context.req;
    const allow = allowed(path);
    if (allow === undefined || allow.split(", ").includes(method)) {
      const isForUs = method === "OPTIONS" && allow !== undefined && !path.startsWith("/api/");
      return isForUs ? new Response(null, { status: 204, headers: { allow } }) : next();
    }
    return failure.refuse(context, {
      status: 405,
      message: `${method} does not work here; this address takes ${allow}.`,
      headers: { allow },
    });
  });
}

/** What holds for every request: limits, and who may post. */
function guard(app: Hono<WebEnvironment>, { site }: WebParts): void {
  app.use(async (context, next) => {
    if (context.req.url.length > MAX_ADDRESS_CHARACTERS) {
      throw new AppError("invalid", "This address is too long; ask for less at once.");
    }
    const { method, path } = context.req;
    const isSafe = method === "GET" || method === "HEAD" || method === "OPTIONS";
    if (!isSafe && !OPEN_FORMS.has(path) && !isFromOwnPage(context.req.raw, site.url)) {
      throw new AppError("forbidden", "This form can only be sent from a page of this site.");
    }
    return next();
  });
  app.post(
    "*",
    bodyLimit({
      maxSize: MAX_FORM_BYTES,
      onError: () => {
        throw new AppError("invalid", "The form holds more than it can.");
      },
    }),
  );
}

/** What is made once, at the start. */
interface Given {
  readonly assets: Assets;
  readonly api: OpenApiDocument;
}

function createHandlers(parts: WebParts, server: PageServer, given: Given): Handlers {
  return {
    ...createEditionHandlers(parts, server),
    ...createSearchHandlers(parts, server),
    ...createPaperHandlers(parts, server),
    ...createSubscribeHandlers(parts, server),
    ...createPreferencesHandlers(parts, server),
    ...createSiteHandlers(parts, server, given.api),
    ...createServiceHandlers(parts, given.assets),
  };
}

function serve(app: Hono<WebEnvironment>, handlers: Handlers): void {
  for (const route of routes) {
    const handler: Handler = handlers[`${route.method} ${route.path}` as keyof Handlers];
    app.on(route.method, route.path, handler);
  }
}
