import { z } from "@hono/zod-openapi";
import { AppError } from "#platform";
import { describeFailure } from "../../error-response.ts";
import type { Site } from "../../views/list-view.ts";

/** How every failure is told (RFC 9457). */
export const problemSchema = z
  .object({
    type: z.url().openapi({ description: "Names the kind of failure; leads to its description" }),
    title: z.string().openapi({ description: "The kind of failure, in words" }),
    status: z.int().openapi({ description: "The HTTP status again" }),
    detail: z.string().openapi({ description: "What is wrong and what to do, for people" }),
    instance: z
      .string()
      .optional()
      .openapi({ description: "Id of the request, as in the log and in `X-Request-Id`" }),
    errors: z
      .array(
        z.object({
          field: z.string().openapi({ description: "Name; dots lead inwards" }),
          detail: z.string(),
        }),
      )
      .optional()
      .openapi({ description: "Each field or parameter that is wrong" }),
    error: z
      .string()
      .openapi({ description: "`detail` again, for clients of the Daily Papers API" }),
  })
  .openapi("Problem", {
    example: {
      type: "https://papers.example.org/docs#problem-400",
      title: "Bad request",
      status: 400,
      detail: "date: write it as YYYY-MM-DD",
      errors: [{ field: "date", detail: "write it as YYYY-MM-DD" }],
      error: "date: write it as YYYY-MM-DD",
    },
  });

type Problem = z.infer<typeof problemSchema>;
export type FieldError = NonNullable<Problem["errors"]>[number];

export const problemTitles: Readonly<Record<number, string>> = {
  400: "Bad request",
  401: "Not signed in",
  403: "Not allowed",
  404: "Not found",
  405: "Method not allowed",
  409: "Conflict",
  413: "Too large",
  415: "Not JSON",
  422: "Key used for something else",
  429: "Too many requests",
  500: "Fault of ours",
  503: "Not at this moment",
};

/** A failure that HTTP has a status of its own for, or that concerns single fields. */
export class ApiFailure extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly errors: readonly FieldError[] | undefined;

  constructor(
    status: number,
    message: string,
    more: { headers?: Record<string, string>; errors?: readonly FieldError[] } = {},
  ) {
    super(message);
    this.name = "ApiFailure";
    this.status = status;
    this.headers = more.headers ?? {};
    this.errors = more.errors;
  }
}

export interface Told {
  readonly status: number;
  readonly detail: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly errors?: readonly FieldError[] | undefined;
  readonly isInternal: boolean;
}

/** How a failure of any kind is to be told. */
export function failureOf(error: unknown): Told {
  if (error instanceof ApiFailure) {
    const { status, message, headers, errors } = error;
    return { status, detail: message, headers, errors, isInternal: false };
  }
  const { status, message, headers, isInternal } = describeFailure(error);
  const challenge = status === 401 ? { "www-authenticate": "Bearer" } : {};
  return { status, detail: message, headers: { ...challenge, ...headers }, isInternal };
}

export function problemResponse(told: Omit<Told, "isInternal">, site: Site, requestId?: string) {
  const { status, detail, headers, errors } = told;
  const problem: Problem = {
    type: `${site.url}/docs#problem-${status}`,
    title: problemTitles[status] ?? "Failure",
    status,
    detail,
    ...(requestId && { instance: requestId }),
    ...(errors?.length && { errors: [...errors] }),
    error: detail,
  };
  return new Response(JSON.stringify(problem), {
    status,
    headers: { "content-type": PROBLEM_TYPE, "cache-control": "no-store", ...headers },
  });
}

const PROBLEM_TYPE = "application/problem+json; charset=utf-8";

/** Refuses what does not hold to its schema, naming each field. */
export function refuseFields(error: z.ZodError): never {
  const errors = error.issues.map(({ path, message }) => ({
    field: path.join("."),
    detail: message,
  }));
  const detail = errors.map((one) => [one.field, one.detail].filter(Boolean).join(": ")).join("; ");
  throw new ApiFailure(400, detail, { errors });
}

export function notOpen(): AppError {
  return new AppError(
    "not_found",
    "This site only shows papers: nobody can sign in or write here.",
  );
}
