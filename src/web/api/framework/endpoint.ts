import type { z } from "@hono/zod-openapi";
import type { Accounts, Role, Scope, Viewer } from "#accounts";
import type { Actor, Community } from "#community";
import type { LimitName } from "../../http/limit-table.ts";
import type { ApiParts } from "../api-parts.ts";

type Method = "get" | "post" | "put" | "patch" | "delete";

/**
 * One address of the API in one place: what it takes, what it answers, who may ask and how
 * often. The application, the OpenAPI document and the pages made of it follow from it.
 */
export interface Endpoint<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Answer extends z.ZodType,
> {
  readonly method: Method;
  /** `{id}{.+}` holds slashes, as the ids of papers do. The first that matches answers. */
  readonly path: string;
  readonly operationId: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  /** Default: anyone, and reading. */
  readonly access?: "anyone" | Role;
  /** What a token must be allowed; without one, only a session will do. */
  readonly scope?: Scope;
  /** The person must have proved who they are in the last ten minutes. */
  readonly isSensitive?: boolean;
  /** Counted beside `api`, which every request counts against. */
  readonly limit?: LimitName;
  readonly params?: Params;
  readonly query?: Query;
  /** JSON; a strict object, so that unknown fields are refused. */
  readonly body?: Body;
  readonly answer: AnswerSpec<Answer>;
  /** Statuses beside those that follow from the rest. */
  readonly fails?: readonly (404 | 409 | 503)[];
  handle(
    call: Call<z.output<Params>, z.output<Query>, z.output<Body>>,
  ): Promise<z.input<Answer> | Response>;
}

interface AnswerSpec<Answer extends z.ZodType> {
  /** Default: 200, or 204 without a schema. */
  readonly status?: 200 | 201 | 202;
  readonly schema?: Answer;
  readonly description: string;
  /** Other types than JSON that `handle` may answer with. */
  readonly types?: readonly string[];
}

/** A request that is allowed and holds to its schemas. */
interface Call<Params, Query, Body> {
  readonly parts: ApiParts;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly viewer: Viewer | undefined;
  /** Of endpoints that ask for an account. */
  readonly actor: Actor;
  /** @throws AppError `not_found` where papers are only shown. */
  readonly community: Community;
  readonly accounts: Accounts;
  readonly request: Request;
  /** Of the answer. */
  readonly headers: Headers;
}

// biome-ignore lint/suspicious/noExplicitAny: endpoints of all shapes stand in one list
export type AnyEndpoint = Endpoint<any, any, any, any>;
// biome-ignore lint/suspicious/noExplicitAny: as above
export type AnyCall = Call<any, any, any>;

/** Ties the schemas of an endpoint to what handles it. */
export function endpoint<
  Params extends z.ZodType = z.ZodUndefined,
  Query extends z.ZodType = z.ZodUndefined,
  Body extends z.ZodType = z.ZodUndefined,
  Answer extends z.ZodType = z.ZodVoid,
>(described: Endpoint<Params, Query, Body, Answer>): AnyEndpoint {
  return described as AnyEndpoint;
}

/** Who may ask. */
export function accessOf({ access = "anyone" }: Pick<AnyEndpoint, "access">) {
  return access;
}

export function statusOf({ answer }: Pick<AnyEndpoint, "answer">): number {
  return answer.status ?? (answer.schema || answer.types ? 200 : 204);
}
