import type { Role, Scope } from "#accounts";
import type { Access } from "#web";
import type { CommunitySite } from "../support/community-site.ts";

/** Everybody that an address may be asked by. */
export const whoAsks = [
  "anonymous",
  "reader",
  "trusted",
  "moderator",
  "admin",
  "admin signed in by mail",
  "disabled admin",
  "admin with a token",
] as const;
export type WhoAsks = (typeof whoAsks)[number];

const allScopes: readonly Scope[] = ["read", "vote", "library", "comment", "submit", "moderate"];

let made = 0;

/**
 * The headers by which this person is known to a site at an `https:` address; each time somebody
 * new, for some requests leave nothing behind.
 */
export async function headersOf(
  site: CommunitySite,
  who: WhoAsks,
  scopes: readonly Scope[] = allScopes,
): Promise<Record<string, string>> {
  made += 1;
  const name = `person-${made}`;
  if (who === "anonymous") return {};
  if (who === "admin with a token") {
    const { id } = await site.accountOf(name, "admin");
    const wanted = { label: "test", scopes, days: 1 };
    const { secret } = await site.accounts.tokens.create(id, wanted);
    return { authorization: `Bearer ${secret}` };
  }
  const role = who === "disabled admin" || who === "admin signed in by mail" ? "admin" : who;
  if (who === "admin signed in by mail") {
    const { id } = await site.accountOf(name, role);
    const secret = await site.accounts.sessions.open(id, "email", { network: "", agent: "" });
    return { cookie: `__Host-session=${secret}` };
  }
  const cookie = await site.signIn(name, role);
  if (who === "disabled admin") {
    const { id } = await site.accountOf(name, "admin");
    await site.accounts.people.setState(id, "disabled", "operator");
  }
  return { cookie };
}

/** The role that a page sees; `undefined` for whoever counts as a stranger there. */
export function roleOf(who: WhoAsks): Role | undefined {
  switch (who) {
    case "anonymous":
    case "disabled admin":
    case "admin with a token":
      return undefined;
    case "admin signed in by mail":
      // What administrators may waits for a passkey.
      return "trusted";
    default:
      return who;
  }
}

const order: readonly Access[] = ["anyone", "reader", "trusted", "moderator", "admin"];

/** "anyone", "a reader", "an admin": for the names of tests. */
export function nameOf(access: Access): string {
  if (access === "anyone") return access;
  return access === "admin" ? "an admin" : `a ${access}`;
}

/** Whether somebody of this role may what asks for `access`. */
export function mayWith(role: Role | undefined, access: Access): boolean {
  return order.indexOf(role ?? "anyone") >= order.indexOf(access);
}
