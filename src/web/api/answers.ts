import { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { AppError } from "#platform";
import { describeFailure } from "../error-response.ts";
import type { ApiParts } from "./api-parts.ts";

/** How every failure of the API is told. */
const errorSchema = z
  .object({
    error: z.string().openapi({ description: "What is wrong and what to do, for people" }),
  })
  .openapi("Error", { example: { error: "date: write it as YYYY-MM-DD" } });

/** The description of an answer in JSON, for the OpenAPI document. */
export function jsonAnswer<T extends z.ZodType>(schema: T, description: string) {
  return { description, content: { "application/json": { schema } } };
}

export const invalid = jsonAnswer(errorSchema, "A parameter is not as it should be");
export const unknown = jsonAnswer(errorSchema, "There is no such thing");
export const unavailable = jsonAnswer(errorSchema, "Not at this moment; try again later");

/** Tells every failure as JSON; one that is a bug or an outage is logged in full, not told. */
export function createFailureTeller(log: ApiParts["log"]) {
  return (error: unknown, c: Context): Response => {
    const failure = describeFailure(error);
    if (failure.isInternal) log.error({ err: error, path: c.req.path }, "API request failed");
    const status = failure.status as ContentfulStatusCode;
    return c.json({ error: failure.message }, status, { ...failure.headers });
  };
}

interface Validation {
  readonly success: boolean;
  readonly error?: { readonly issues: readonly Issue[] };
}

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** Refuses a request whose parameters do not hold to their schema, naming each of them. */
export function refuseInvalid(result: Validation): undefined {
  if (result.success) return undefined;
  const issues = result.error?.issues ?? [];
  const problems = issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw new AppError("invalid", problems.join("; "));
}
