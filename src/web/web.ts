import { randomUUID } from "node:crypto";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { AppError } from "#platform";
import { type ApiParts, createApi, describeApi, type OpenApiDocument } from "./api/index.ts";
import { type Assets, loadAssets } from "./assets.ts";
import { createFailureResponder, type FailureResponder } from "./failure-responder.ts";
import { createAccountHandlers } from "./handlers/account-handlers.ts";
import { createAlertHandlers } from "./handlers/alert-handlers.ts";
import { createChannelHandlers } from "./handlers/channels/channel-handlers.ts";
import { createCollectionHandlers } from "./handlers/collection-handlers.ts";
import { createCommentHandlers } from "./handlers/comment-handlers.ts";
import { createContributionHandlers } from "./handlers/contribution-handlers.ts";
import { createDigestHandlers } from "./handlers/digest-handlers.ts";
import { createEditionHandlers } from "./handlers/edition-handlers.ts";
import { createFollowHandlers } from "./handlers/follow-handlers.ts";
import { createLibraryHandlers } from "./handlers/library-handlers.ts";
import { createMailHandlers } from "./handlers/mail-handlers.ts";
import { createModerationHandlers } from "./handlers/moderation-handlers.ts";
import { createPaperHandlers } from "./handlers/paper-handlers.ts";
import { createPersonHandlers } from "./handlers/person-handlers.ts";
import { createProgramHandlers } from "./handlers/program-handlers.ts";
import { createRecommendationHandlers } from "./handlers/recommendation-handlers.ts";
import { createSearchHandlers } from "./handlers/search-handlers.ts";
import { createServiceHandlers } from "./handlers/service-handlers.ts";
import { createSiteHandlers } from "./handlers/site-handlers.ts";
import { createTrendingHandlers } from "./handlers/trending-handlers.ts";
import { createAllowedMethods } from "./http/allowed-methods.ts";
import { isForPrograms } from "./http/bearer.ts";
import { finish } from "./http/finish.ts";
import { createGate, type Gate } from "./http/gate.ts";
import { createLimits, limitHeaders } from "./http/limits.ts";
import { noteRefusal } from "./http/note-refusal.ts";
import { isSecretAddress } from "./http/secret-address.ts";
import { isUnforged, MAIL_REPORTS, securityHeaders } from "./http/security.ts";
import { readSession } from "./http/session-cookie.ts";
import { createWho } from "./http/who.ts";
import { holdsZeroCharacter } from "./http/zero-characters.ts";
import { prefersMarkdown, splitFormat } from "./lists/index.ts";
import { createPageServer, type PageServer } from "./page-server.ts";
import type { WebParts } from "./parts.ts";
import { routes } from "./routes.ts";
import type { Handler, Handlers, WebEnvironment } from "./web-context.ts";

/** The site: answers any request, and never throws. */
export interface Web {
  /** @param remoteAddress of the peer; limits and sessions go by it. */
  fetch(request: Request, remoteAddress?: string): Response | Promise<Response>;
}

const MAX_ADDRESS_CHARACTERS = 4_000;
/** A long comment of letters that a form writes with nine characters each. */
const MAX_BODY_BYTES = 128 * 1024;
/** Providers gather what they report. */
const MAX_REPORT_BYTES = 1 << 20;

export function createWeb(parts: WebParts): Web {
  const assets = loadAssets();
  const server = createPageServer(parts, assets);
  const failure = createFailureResponder(parts, server);
  const app = new Hono<WebEnvironment>();
  const limits = parts.limits === "off" ? undefined : createLimits();
  finishAll(app, parts);
  refuseMethods(app, failure);
  guard(app, parts);
  app.use(createWho(parts));
  const programs = { ...parts, limits };
  const api = createApi(programs);
  const given = { assets, api: describeApi(api, parts.site), programs };
  const handlers = createHandlers(parts, server, given);
  serve(app, handlers, createGate(parts, limits));
  app.route("/api", api);
  app.notFound((context) => {
    const { path, method } = context.req;
    // A path that begins with two slashes would lead to another host.
    if (method === "GET" && /^\/(?!\/).*[^/]\/+$/.test(path)) {
      return context.redirect(path.replace(/\/+$/, ""), 308);
    }
    return failure.tell(context, new AppError("not_found", "There is nothing at this address."));
  });
  app.onError((error, context) => failure.tell(context, error));
  return {
    fetch: (request, remoteAddress) => {
      const [asked, bindings] = withFormat(request);
      return app.fetch(asked, { ...bindings, remoteAddress });
    },
  };
}

/** First words of the addresses that have formats; `/index` stands for `/`. */
const listRoots: ReadonlySet<string> = new Set([
  "index",
  ...routes
    .filter(({ kind }) => kind === "list" || kind === "feed")
    .map(({ path }) => path.split("/")[1] ?? ""),
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
function finishAll(app: Hono<WebEnvironment>, parts: WebParts): void {
  const secure = Object.entries(securityHeaders(parts.site.url));
  app.use(async (context, next) => {
    context.set("requestId", randomUUID());
    await next();
    context.res = await finish(context.req.raw, context.res);
    const { headers } = context.res;
    for (const [name, value] of secure) if (!headers.has(name)) headers.set(name, value);
    if (isSecretAddress(context.req.path)) headers.set("x-robots-tag", "noindex");
    headers.set("x-request-id", context.get("requestId"));
    noteRefusal(parts, context);
    const limit = context.get("limit");
    if (!limit || !isForPrograms(context.req.path)) return;
    for (const [name, value] of Object.entries(limitHeaders(limit))) headers.set(name, value);
  });
}

/** Answers a method that an address does not take with those it does. */
function refuseMethods(app: Hono<WebEnvironment>, failure: FailureResponder): void {
  const allowed = createAllowedMethods(routes);
  app.use(async (context, next) => {
    const { method, path } = context.req;
    // The API answers for its own addresses.
    const allow = path.startsWith("/api/") ? undefined : allowed(path);
    if (allow === undefined) return next();
    if (method === "OPTIONS") return new Response(null, { status: 204, headers: { allow } });
    if (allow.split(", ").includes(method)) return next();
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
    const hasSession = readSession(context, site) !== undefined;
    if (!isUnforged(context.req.raw, hasSession, site.url)) {
      throw new AppError("forbidden", "This form can only be sent from a page of this site.");
    }
    return next();
  });
  const onError = () => {
    throw new AppError("invalid", "The form holds more than it can.");
  };
  const limitBody = bodyLimit({ maxSize: MAX_BODY_BYTES, onError });
  const limitReport = bodyLimit({ maxSize: MAX_REPORT_BYTES, onError });
  // The API reads its bodies itself, no further than they may be long.
  app.use((context, next) => {
    if (context.req.path.startsWith("/api/")) return next();
    const isReport = context.req.path.startsWith(MAIL_REPORTS);
    return (isReport ? limitReport : limitBody)(context, next);
  });
  app.use(async (context, next) => {
    if (await holdsZeroCharacter(context.req)) {
      throw new AppError("invalid", "A text here holds a zero character; take it out.");
    }
    return next();
  });
}

/** What is made once, at the start. */
interface Given {
  readonly assets: Assets;
  readonly api: OpenApiDocument;
  readonly programs: ApiParts;
}

function createHandlers(parts: WebParts, server: PageServer, given: Given): Handlers {
  return {
    ...createAccountHandlers(parts, server),
    ...createEditionHandlers(parts, server),
    ...createTrendingHandlers(parts, server),
    ...createRecommendationHandlers(parts, server),
    ...createSearchHandlers(parts, server),
    ...createPaperHandlers(parts, server),
    ...createCommentHandlers(parts, server),
    ...createModerationHandlers(parts, server),
    ...createLibraryHandlers(parts, server),
    ...createChannelHandlers(parts, server),
    ...createCollectionHandlers(parts, server),
    ...createFollowHandlers(parts, server),
    ...createPersonHandlers(parts, server),
    ...createContributionHandlers(parts, server),
    ...createAlertHandlers(parts),
    ...createDigestHandlers(parts, server),
    ...createMailHandlers(parts, server),
    ...createSiteHandlers(parts, server, given.api),
    ...createServiceHandlers(parts, given.assets),
    ...createProgramHandlers(given.programs),
  };
}

function serve(app: Hono<WebEnvironment>, handlers: Handlers, gate: Gate): void {
  for (const route of routes) {
    const handler: Handler = handlers[`${route.method} ${route.path}` as keyof Handlers];
    app.on(route.method, route.path, gate(route, handler));
  }
}
