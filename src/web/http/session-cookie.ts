import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { Site } from "../views/list-view.ts";

const MAX_AGE_SECONDS = 90 * 86_400;

/** `__Host-` wants TLS; a site at an `http:` address does without. */
function nameOf(site: Site): string {
  return isSecure(site) ? "__Host-session" : "session";
}

function isSecure(site: Site): boolean {
  return site.url.startsWith("https:");
}

export function readSession(context: Context, site: Site): string | undefined {
  return getCookie(context, nameOf(site));
}

export function writeSession(context: Context, site: Site, secret: string): void {
  setCookie(context, nameOf(site), secret, {
    path: "/",
    httpOnly: true,
    secure: isSecure(site),
    sameSite: "Lax",
    maxAge: MAX_AGE_SECONDS,
  });
}

export function dropSession(context: Context, site: Site): void {
  deleteCookie(context, nameOf(site), { path: "/", secure: isSecure(site) });
}
