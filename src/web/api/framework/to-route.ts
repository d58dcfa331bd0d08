import { type RouteConfig, z } from "@hono/zod-openapi";
import { type AnyEndpoint, accessOf, statusOf } from "./endpoint.ts";
import { problemSchema } from "./problem.ts";

/** Why a request may fail, by status. */
export const failureReasons: Readonly<Record<number, string>> = {
  400: "A parameter or field is not as it should be",
  401: "Nobody is signed in, and no token was sent",
  403: "The role does not reach, the token lacks the scope, or the request comes from another site",
  404: "There is no such thing",
  409: "It is closed, taken or under way",
  413: "The body is over 64 KiB",
  415: "The body is not sent as JSON",
  422: "The Idempotency-Key was used for something else",
  429: "Too many requests; `Retry-After` says when to come back",
  503: "Not at this moment; try again later",
};

const problem = (status: number) => ({
  description: failureReasons[status] ?? "",
  content: { "application/problem+json": { schema: problemSchema } },
});

/** The endpoint as the OpenAPI document tells it; `x-access` and `x-scope` say who may ask. */
export function toRoute(endpoint: AnyEndpoint): RouteConfig {
  const { method, path, operationId, tag, summary, description, params, query, body } = endpoint;
  const access = accessOf(endpoint);
  return {
    method,
    path,
    operationId,
    tags: [tag],
    summary,
    ...(description && { description }),
    security: securityOf(endpoint),
    request: {
      ...(params && { params }),
      ...(query && { query }),
      ...(takesKey(endpoint) && { headers: z.object({ "idempotency-key": keyHeader }) }),
      ...(body && { body: { required: true, content: { "application/json": { schema: body } } } }),
    },
    responses: {
      ...successOf(endpoint),
      ...Object.fromEntries(failuresOf(endpoint).map((status) => [status, problem(status)])),
    },
    "x-access": access,
    ...(endpoint.scope && { "x-scope": endpoint.scope }),
    ...(endpoint.isSensitive && { "x-proof": true }),
    "x-limit": endpoint.limit ?? "api",
  };
}

const keyHeader = z
  .string()
  .optional()
  .openapi({ description: "The same key again gets the same answer, for a day" });

function takesKey(endpoint: AnyEndpoint): boolean {
  return endpoint.method === "post" && accessOf(endpoint) !== "anyone";
}

function securityOf(endpoint: AnyEndpoint): Record<string, string[]>[] {
  if (accessOf(endpoint) === "anyone") return [];
  const session = { session: [] };
  return endpoint.scope ? [{ token: [endpoint.scope] }, session] : [session];
}

function successOf(endpoint: AnyEndpoint): RouteConfig["responses"] {
  const { schema, description, types = [] } = endpoint.answer;
  const json = schema ? { "application/json": { schema } } : {};
  const others = types.map((type) => [type, { schema: { type: "string" } }] as const);
  const content = { ...json, ...Object.fromEntries(others) };
  const hasContent = Object.keys(content).length > 0;
  return { [statusOf(endpoint)]: { description, ...(hasContent && { content }) } };
}

/** Every status an endpoint may fail with. */
function failuresOf(endpoint: AnyEndpoint): number[] {
  const isWrite = endpoint.method !== "get";
  const isGuarded = accessOf(endpoint) !== "anyone";
  // 400 also answers an address of over 4,000 characters.
  const statuses = new Set<number>([400, 429, ...(endpoint.fails ?? [])]);
  if (isWrite) statuses.add(403);
  if (isGuarded) for (const status of [401, 403, 404]) statuses.add(status);
  if (endpoint.body) for (const status of [413, 415]) statuses.add(status);
  if (takesKey(endpoint)) for (const status of [409, 422]) statuses.add(status);
  return [...statuses].sort((a, b) => a - b);
}
