import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { LimitName } from "../../http/limit-table.ts";
import { takeLimit } from "../../http/limits.ts";
import type { WebEnvironment } from "../../web-context.ts";
import type { ApiParts } from "../api-parts.ts";
import { createCall } from "./call.ts";
import { type AnyEndpoint, accessOf, statusOf } from "./endpoint.ts";
import { permit } from "./permission.ts";
import { notOpen } from "./problem.ts";
import { readRequest } from "./read-request.ts";
import { once } from "./replay.ts";
import { toRoute } from "./to-route.ts";

type ApiContext = Context<WebEnvironment>;

/** Serves endpoints and describes them, in their order: the first that matches answers. */
export function mount(
  app: OpenAPIHono<WebEnvironment>,
  endpoints: readonly AnyEndpoint[],
  parts: ApiParts,
): void {
  for (const endpoint of endpoints) {
    app.openAPIRegistry.registerPath(toRoute(endpoint));
    app.on(endpoint.method.toUpperCase(), honoPath(endpoint.path), (context) =>
      serve(endpoint, context as ApiContext, parts),
    );
  }
}

/** `/papers/{id}{.+}/vote` as the router spells it: `/papers/:id{.+}/vote`. */
export function honoPath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ":$1");
}

async function serve(
  endpoint: AnyEndpoint,
  context: ApiContext,
  parts: ApiParts,
): Promise<Response> {
  const viewer = context.get("viewer");
  await count(parts, context, "api");
  if (accessOf(endpoint) !== "anyone" && !(parts.accounts && parts.community)) throw notOpen();
  permit(endpoint, viewer, parts);
  const isWrite = endpoint.method !== "get";
  if (isWrite || viewer) context.header("cache-control", "no-store");
  if (endpoint.limit) await count(parts, context, endpoint.limit);
  const { text, ...asked } = await readRequest(endpoint, context);
  const asker = { parts, viewer, origin: context.get("origin"), request: context.req.raw };
  const call = createCall(asker, asked);
  const act = async () => {
    const answer = await endpoint.handle(call);
    for (const [name, value] of call.headers) context.header(name, value);
    return respond(endpoint, context, answer);
  };
  const key = context.req.header("idempotency-key");
  if (key === undefined || !viewer || endpoint.method !== "post") return act();
  const request = `${context.req.method} ${context.req.path}\n${text}`;
  return once({ accounts: call.accounts, viewer, key, request }, act);
}

async function count({ limits }: ApiParts, context: ApiContext, name: LimitName): Promise<void> {
  if (limits) await takeLimit({ limits }, context, name);
}

function respond(endpoint: AnyEndpoint, context: ApiContext, answer: unknown): Response {
  if (answer instanceof Response) return answer;
  const status = statusOf(endpoint);
  if (status === 204) return context.body(null, 204);
  return context.json(answer, status as ContentfulStatusCode);
}
