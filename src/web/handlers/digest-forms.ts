import type { SubscriptionRequest } from "#digests";
import { AppError } from "#platform";
import type { DigestFields } from "../pages/subscribe-page.ts";
import type { SubscriberDesk, WebParts } from "../parts.ts";
import type { WebContext } from "../web-context.ts";

const MAX_TOKEN_CHARACTERS = 500;

/** @throws AppError `unavailable` on a site that sends no mail. */
export function openDesk(parts: WebParts): SubscriberDesk {
  if (parts.digests) return parts.digests;
  throw new AppError("unavailable", "This site sends no email, so there is nothing to change.");
}

export function blankFields(parts: WebParts): DigestFields {
  return { email: "", cadence: "daily", hour: "8", timeZone: parts.site.timeZone };
}

export async function readFields(
  context: WebContext,
  otherwise: DigestFields,
): Promise<DigestFields> {
  const body = await context.req.parseBody();
  const read = (name: keyof DigestFields): string => {
    const value = body[name];
    return typeof value === "string" ? value.trim() : otherwise[name];
  };
  return {
    email: read("email"),
    cadence: read("cadence"),
    hour: read("hour"),
    timeZone: read("timeZone"),
  };
}

export function toRequest({ email, cadence, hour, timeZone }: DigestFields): SubscriptionRequest {
  return {
    email,
    cadence: cadence === "weekly" ? "weekly" : "daily",
    hour: /^\d{1,2}$/.test(hour) ? Number(hour) : -1,
    timeZone,
  };
}

export function tokenOf(context: WebContext): string {
  const token = context.req.query("t") ?? "";
  if (token !== "" && token.length <= MAX_TOKEN_CHARACTERS) return token;
  throw new AppError("not_found", "This link is not complete; open it from the message again.");
}
