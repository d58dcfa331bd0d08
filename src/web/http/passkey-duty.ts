import { isAtLeast, type Role, type Viewer } from "#accounts";
import type { WebParts } from "../parts.ts";

/** What a moderator or administrator may in a session that no passkey has opened. */
const ROLE_UNTIL_THEN: Role = "trusted";

/**
 * Holds the role of moderators and administrators back until they have signed in with a passkey,
 * at an address that can have passkeys. Held back here, it is held back on pages, in the API and
 * in everything behind them.
 */
export function holdBack({ accounts }: WebParts, viewer: Viewer): Viewer {
  const { account } = viewer;
  const isBound = accounts?.passkeys.canUse === true && isAtLeast(account.role, "moderator");
  if (!isBound || viewer.via !== "session" || viewer.isByPasskey) return viewer;
  return { ...viewer, account: { ...account, role: ROLE_UNTIL_THEN }, heldRole: account.role };
}

/** The role somebody has, though it may be held back. */
export function roleOf({ account, heldRole }: Viewer): Role {
  return heldRole ?? account.role;
}
