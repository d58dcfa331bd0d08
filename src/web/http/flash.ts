import { getCookie, setCookie } from "hono/cookie";
import type { Site } from "../views/list-view.ts";
import type { WebContext } from "../web-context.ts";

/** What a page may be told to say after a redirect; the cookie holds the key, never words. */
const sentences = {
  "signed-in": "You are signed in.",
  "signed-out": "You are signed out.",
  welcome: "Welcome. This is your account; choose the name others see you by.",
  saved: "Saved.",
  "email-changed": "The new address is yours now.",
  "passkey-added": "The passkey is added.",
  "passkey-removed": "The passkey is removed.",
  "passkey-needed":
    "Whoever moderates or administers signs in with a passkey. Add one here, then go on.",
  "passkey-asked": "Whoever moderates or administers signs in with a passkey. Use yours now.",
  "identity-added": "You can sign in that way from now on.",
  "identity-removed": "That way of signing in is removed.",
  "session-ended": "That session is ended.",
  "sessions-ended": "All other sessions are ended.",
  "token-revoked": "The token is revoked.",
  "account-deleted": "Your account is deleted.",
  "setup-done":
    "You administer this site now. See to it that you can sign in again, by a passkey or by email.",
  "role-changed": "The role is changed.",
  "account-disabled": "The account is disabled, and its sessions and tokens are ended.",
  "account-enabled": "The account is enabled again.",
  "alert-set": "You will be told. All alerts are among your digests, in the settings.",
  "mail-paused": "Sending is paused; what is due stays due, until it expires.",
  "mail-resumed": "Mail leaves again.",
  "channel-made": "The channel is made. Post a test, to see whether it arrives.",
  "channel-tested": "The test was taken; look whether it stands there.",
  "channel-removed": "The channel is removed.",
  reported: "Thank you; a moderator will look at it.",
  moderated: "Done; it stands in the log that everybody can read.",
  "comment-deleted": "The comment is deleted.",
} as const;

export type FlashKey = keyof typeof sentences;

const NAME = "flash";
const MAX_AGE_SECONDS = 60;

/** Has the next page say one of the sentences. */
export function setFlash(context: WebContext, site: Site, key: FlashKey): void {
  setCookie(context, NAME, key, {
    path: "/",
    httpOnly: true,
    secure: site.url.startsWith("https:"),
    sameSite: "Lax",
    maxAge: MAX_AGE_SECONDS,
  });
}

/** What this page is to say. */
export function readFlash(context: WebContext): string | undefined {
  const key = getCookie(context, NAME);
  return key !== undefined && Object.hasOwn(sentences, key)
    ? sentences[key as FlashKey]
    : undefined;
}

/** The `Set-Cookie` of an answer that has said it. */
export const forgetFlash = `${NAME}=; Path=/; Max-Age=0`;
