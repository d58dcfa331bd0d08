import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { Site } from "../views/list-view.ts";
import type { WebContext } from "../web-context.ts";
import { ownPath } from "./own-path.ts";

/**
 * What a browser keeps while somebody signs in: the secret that binds what was begun to this
 * browser, one for each way, and where to go on.
 */
type SignInCookie = "mail" | "change" | "passkey" | "provider";

const MAX_AGE_SECONDS = 15 * 60;

export interface SignInCookies {
  keep(context: WebContext, way: SignInCookie, browser: string): void;
  /** Empty when there is none. */
  read(context: WebContext, way: SignInCookie): string;
  drop(context: WebContext, way: SignInCookie): void;
  keepNext(context: WebContext, next: unknown): void;
  /** A path of this site. */
  next(context: WebContext): string;
  dropNext(context: WebContext): void;
}

export function createSignInCookies(site: Site): SignInCookies {
  const isSecure = site.url.startsWith("https:");
  const nameOf = (way: string): string => `${isSecure ? "__Host-" : ""}sign-in-${way}`;
  const set = (context: WebContext, way: string, value: string): void => {
    setCookie(context, nameOf(way), value, {
      path: "/",
      httpOnly: true,
      secure: isSecure,
      // A provider sends the browser back from its own site: `Strict` would lose the cookie.
      sameSite: "Lax",
      maxAge: MAX_AGE_SECONDS,
    });
  };
  const drop = (context: WebContext, way: string): void => {
    deleteCookie(context, nameOf(way), { path: "/", secure: isSecure });
  };
  return {
    keep: set,
    read: (context, way) => getCookie(context, nameOf(way)) ?? "",
    drop,
    keepNext: (context, next) => set(context, "next", ownPath(next)),
    next: (context) => ownPath(getCookie(context, nameOf("next"))),
    dropNext: (context) => drop(context, "next"),
  };
}
