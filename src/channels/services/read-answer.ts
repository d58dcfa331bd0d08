import { retryAfterMs } from "#platform";
import { oneLine } from "../posts/clip.ts";
import type { HttpAnswer, Verdict } from "./service.ts";

const MAX_REASON_CHARACTERS = 200;

/** A JSON object, or nothing. */
export function readJson({ body }: HttpAnswer): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body.toString("utf8"));
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** "answered 404: channel_not_found" */
export function reasonOf({ status, body }: HttpAnswer, said?: unknown): string {
  const words = typeof said === "string" ? said : body.toString("utf8", 0, 1_000);
  const text = oneLine(words).slice(0, MAX_REASON_CHARACTERS).toWellFormed();
  return `answered ${status}${text === "" ? "" : `: ${text}`}`;
}

/** What a status means where the service says nothing else. */
export function judge(answer: HttpAnswer, now: Date, said?: unknown): Verdict {
  const { status } = answer;
  const reason = reasonOf(answer, said);
  if (status >= 200 && status <= 299) return { kind: "taken" };
  if (status === 410) return { kind: "gone", reason };
  // A gateway that gave up waiting does not know what became of it.
  if (status === 504) return { kind: "unknown", reason };
  const waitMs = retryAfterMs(answer.headers["retry-after"], now.getTime());
  return { kind: "later", reason, ...(waitMs !== undefined && { waitMs }) };
}
