import { isAtLeast } from "#accounts";
import { addresses } from "../addresses.ts";
import { type Html, html, nothing } from "../html.ts";
import { roleOf } from "../http/passkey-duty.ts";
import type { Frame } from "./page.ts";

/** On a wide page: a link to sign in, or the reader's name with a menu. */
export function whoIsHere(frame: Frame): Html {
  if (!frame.viewer)
    return frame.isOpen
      ? html`<a class="sign-in" href="${signInPath(frame)}">Sign in</a>`
      : nothing;
  const { displayName, name } = frame.viewer.account;
  return html`<details class="menu who"><summary>${displayName || name}</summary><ul>${accountLinks(frame)}</ul></details>`;
}

/** What an account leads to, as entries of a menu. */
export function accountLinks(frame: Frame): Html {
  if (!frame.viewer)
    return frame.isOpen ? html`<li><a href="${signInPath(frame)}">Sign in</a></li>` : nothing;
  const { account } = frame.viewer;
  const role = roleOf(frame.viewer);
  const isModerator = frame.isOpen && isAtLeast(role, "moderator");
  const links: (readonly [path: string, label: string])[] = [
    ...(frame.isOpen ? communityLinks(account.name) : []),
    ["/settings", "Settings"],
    ...(isModerator ? [["/moderation/queue", "Queue"] as const] : []),
    ...(isAtLeast(role, "admin")
      ? [["/admin/users", "Accounts"] as const, ["/admin/mail", "Mail"] as const]
      : []),
  ];
  return html`${links.map(([path, label]) => html`<li><a href="${path}">${label}</a></li>`)}<li><form method="post" action="/logout"><button>Sign out</button></form></li>`;
}

/** Where papers can be voted on and commented, which the demonstration can not. */
function communityLinks(name: string): (readonly [path: string, label: string])[] {
  return [
    [addresses.person(name), "Your page"],
    ["/for-you", "For you"],
    ["/bookmarks", "Bookmarks"],
    ["/collections", "Collections"],
    ["/following", "Following"],
    ["/submissions", "Your submissions"],
    ["/submit", "Bring a paper"],
  ];
}

/** Pages on the way to signing in are no place to come back to. */
function signInPath({ path }: Frame): string {
  return addresses.login(/^\/(login|logout|setup)\b/.test(path) ? "/" : path);
}
