import type { Subscriber } from "#digests";
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

/**
 * The subscriber whose link of a mail opens all settings.
 *
 * @throws AppError `not_found` for a link that is of one digest alone.
 */
export async function openSettings(
  parts: WebParts,
  context: WebContext,
): Promise<{ readonly subscriber: Subscriber; readonly token: string }> {
  const token = tokenOf(context);
  const subscriber = await openDesk(parts).open(token);
  if (!subscriber.stops && !subscriber.adds) return { subscriber, token };
  throw new AppError("not_found", "This link is of one digest, and opens no settings.");
}
