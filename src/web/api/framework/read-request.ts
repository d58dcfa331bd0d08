import type { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { AnyEndpoint } from "./endpoint.ts";
import { ApiFailure, refuseFields } from "./problem.ts";

export const MAX_BODY_BYTES = 64 * 1024;

/** What a request says, held to the endpoint's schemas; `text` is its body as it came. */
export async function readRequest(endpoint: AnyEndpoint, context: Context) {
  const params = hold(endpoint.params, endpoint.params && context.req.param());
  const query = hold(endpoint.query, endpoint.query && queryOf(context));
  const text = endpoint.body ? await readBody(context.req.raw) : "";
  const body = endpoint.body ? hold(endpoint.body, parseJson(text)) : undefined;
  return { params, query, body, text };
}

/** A value as its schema reads it. @throws ApiFailure naming each field that is wrong. */
export function hold(schema: z.ZodType | undefined, value: unknown): unknown {
  if (!schema) return undefined;
  const result = schema.safeParse(value);
  return result.success ? result.data : refuseFields(result.error);
}

/** A parameter that stands several times is a list. */
function queryOf(context: Context): Record<string, string | string[]> {
  const queries = Object.entries(context.req.queries());
  return Object.fromEntries(
    queries.map(([name, values]) => [name, values.length === 1 ? (values[0] ?? "") : values]),
  );
}

/** The body as text, read no further than it may be long. */
async function readBody(request: Request): Promise<string> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/json\s*(;|$)/i.test(type)) {
    throw new ApiFailure(415, "Send the body as JSON, with Content-Type: application/json.");
  }
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > MAX_BODY_BYTES) {
      throw new ApiFailure(413, `A body holds ${MAX_BODY_BYTES} bytes at most.`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text, refuseZero);
  } catch (error) {
    if (error instanceof ApiFailure) throw error;
    throw new ApiFailure(400, "The body is not JSON.");
  }
}

/** No text needs the character zero, and PostgreSQL does not store it. */
function refuseZero(name: string, value: unknown): unknown {
  if (name.includes("\0") || (typeof value === "string" && value.includes("\0"))) {
    throw new ApiFailure(400, `${name}: a text holds no zero character`);
  }
  return value;
}
