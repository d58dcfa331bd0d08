import { AppError } from "#platform";
import type { SubscriberDesk, WebParts } from "../../parts.ts";
import type { WebContext } from "../../web-context.ts";

const MAX_TOKEN_CHARACTERS = 1_000;

/** @throws AppError `unavailable` where nothing is brought to anybody. */
export function openDesk(parts: WebParts): SubscriberDesk {
  if (parts.digests) return parts.digests;
  throw new AppError(
    "unavailable",
    "This site brings nothing to anybody, so there is nothing here.",
  );
}

/** The token of a link from a mail. */
export function tokenOf(context: WebContext): string {
  const token = context.req.query("t") ?? "";
  if (token !== "" && token.length <= MAX_TOKEN_CHARACTERS) return token;
  throw new AppError("not_found", "This link is not complete; open it from the message again.");
}
