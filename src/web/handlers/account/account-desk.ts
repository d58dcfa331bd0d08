import type { Accounts, SignedIn } from "#accounts";
import { AppError } from "#platform";
import { type FlashKey, setFlash } from "../../http/flash.ts";
import { dropSession, writeSession } from "../../http/session-cookie.ts";
import { createSignInCookies, type SignInCookies } from "../../http/sign-in-cookies.ts";
import type { WebParts } from "../../parts.ts";
import type { WebContext } from "../../web-context.ts";

const MAX_SECRET_CHARACTERS = 500;

/** What the handlers of accounts share. */
export interface AccountDesk {
  /** @throws AppError `not_found` where nobody can sign in. */
  readonly accounts: Accounts;
  readonly cookies: SignInCookies;
  /** Begins the session somebody has earned, in place of the one before. */
  enter(context: WebContext, signedIn: SignedIn): Promise<void>;
  /** Ends the session of this browser. */
  leave(context: WebContext): Promise<void>;
  /** Leads on to a page of ours, which says one of the known sentences. */
  lead(context: WebContext, path: string, flash?: FlashKey): Response;
}

export function createAccountDesk(parts: WebParts): AccountDesk {
  const { site } = parts;
  const cookies = createSignInCookies(site);
  const open = (): Accounts => {
    if (parts.accounts) return parts.accounts;
    throw new AppError("not_found", "Nobody can sign in here; this site only shows papers.");
  };
  const end = async (context: WebContext): Promise<void> => {
    const viewer = context.get("viewer");
    if (!viewer?.sessionId) return;
    await open().sessions.revoke(viewer.account.id, viewer.sessionId);
  };
  return {
    get accounts() {
      return open();
    },
    cookies,
    async enter(context, { session }) {
      await end(context);
      writeSession(context, site, session);
      for (const way of ["mail", "passkey", "provider"] as const) cookies.drop(context, way);
      cookies.dropNext(context);
    },
    async leave(context) {
      await end(context);
      dropSession(context, site);
    },
    lead(context, path, flash) {
      if (flash) setFlash(context, site, flash);
      return context.redirect(path, 303);
    },
  };
}

/** A secret of a link; longer ones are none of ours. */
export function secretOf(text: string | undefined): string {
  if (text && text.length <= MAX_SECRET_CHARACTERS) return text;
  throw new AppError("not_found", "This link is not complete; open it from the message again.");
}
