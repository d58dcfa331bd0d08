import { AppError } from "#platform";
import { describeFailure } from "../../error-response.ts";
import type { WebContext } from "../../web-context.ts";

/** Failures as JSON too: the script shows the message. */
export async function answerJson(
  context: WebContext,
  act: () => Promise<Record<string, unknown>>,
): Promise<Response> {
  context.header("cache-control", "no-store");
  try {
    return context.json(await act());
  } catch (error) {
    const { status, message, isInternal } = describeFailure(error);
    if (isInternal) throw error;
    return context.json({ error: message }, status as 400);
  }
}

/** @throws AppError `invalid` unless the body is a JSON object. */
export async function readJson(context: WebContext): Promise<Readonly<Record<string, unknown>>> {
  const isJson = /^application\/json\b/i.test(context.req.header("content-type") ?? "");
  const body: unknown = isJson ? await context.req.json().catch(() => undefined) : undefined;
  if (typeof body === "object" && body !== null) return body as Record<string, unknown>;
  throw new AppError("invalid", "The body is to be a JSON object.");
}
