import { isAtLeast, type Viewer } from "#accounts";
import { isFresh } from "../../http/gate.ts";
import { roleOf } from "../../http/passkey-duty.ts";
import type { ApiParts } from "../api-parts.ts";
import { type AnyEndpoint, accessOf } from "./endpoint.ts";
import { ApiFailure } from "./problem.ts";

const SIGN_IN_WITH_PASSKEY = "Sign in with a passkey first; see /settings/passkeys.";

/** Lets through whom the endpoint names; a token moreover needs the scope. */
export function permit(
  endpoint: AnyEndpoint,
  viewer: Viewer | undefined,
  { clock }: Pick<ApiParts, "clock">,
): void {
  const access = accessOf(endpoint);
  if (access === "anyone") return;
  if (!viewer) {
    throw new ApiFailure(
      401,
      "This needs an account: send a token as Authorization: Bearer dp_…; see /docs.",
      { headers: { "www-authenticate": "Bearer" } },
    );
  }
  // The role of a token that lacks a scope is held back, too; the scope is what to ask for.
  const role = viewer.via === "token" ? roleOf(viewer) : viewer.account.role;
  if (!isAtLeast(role, access)) {
    const isHeldBack = isAtLeast(roleOf(viewer), access);
    throw new ApiFailure(403, isHeldBack ? SIGN_IN_WITH_PASSKEY : `This is for ${access}s only.`);
  }
  if (viewer.via === "token") permitToken(endpoint, viewer);
  else if (endpoint.isSensitive && !isFresh(viewer, clock.now())) {
    throw new ApiFailure(403, "Sign in once more first: the last time was over ten minutes ago.");
  }
}

function permitToken({ scope }: AnyEndpoint, viewer: Viewer): void {
  if (!scope) throw new ApiFailure(403, "This can not be done with a token; sign in.");
  if (viewer.scopes?.has(scope)) return;
  const challenge = `Bearer error="insufficient_scope", scope="${scope}"`;
  throw new ApiFailure(403, `The token lacks the scope “${scope}”.`, {
    headers: { "www-authenticate": challenge },
  });
}
