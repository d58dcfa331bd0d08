import { isAtLeast, type Role, type Scope, scopes, type Viewer } from "#accounts";
import type { WebParts } from "../parts.ts";

/** What a moderator or administrator may while their role is held back. */
const ROLE_UNTIL_THEN: Role = "trusted";

/**
 * Holds the role of moderators and administrators back until they have signed in with a passkey,
 * at an address that can have passkeys, and in programs whose token lacks the scope `moderate`.
 * Held back here, it is held back on pages, in the API and in everything behind them.
 */
export function holdBack({ accounts }: WebParts, viewer: Viewer): Viewer {
  const { account } = viewer;
  if (!isAtLeast(account.role, "moderator")) return viewer;
  const isHeld =
    viewer.via === "token"
      ? !viewer.scopes?.has("moderate")
      : accounts?.passkeys.canUse === true && !viewer.isByPasskey;
  if (!isHeld) return viewer;
  return { ...viewer, account: { ...account, role: ROLE_UNTIL_THEN }, heldRole: account.role };
}

/** The role somebody has, though it may be held back. */
export function roleOf({ account, heldRole }: Viewer): Role {
  return heldRole ?? account.role;
}

/** What a token that somebody makes can be allowed: no more than they may as they are signed in. */
export function offeredScopes({ account }: Viewer): readonly Scope[] {
  const isModerator = isAtLeast(account.role, "moderator");
  return scopes.filter((scope) => scope !== "moderate" || isModerator);
}
