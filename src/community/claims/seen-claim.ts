import { type Account, isAtLeast } from "#accounts";
import type { Claim } from "./claims.ts";

/**
 * A claim as somebody may see it: standing ones are public, others are for the claimant and for
 * moderators, as are the evidence and the reason of each, which stand empty for everybody else.
 *
 * @param viewer `undefined` for whoever is not signed in.
 */
export function seenClaim(
  claim: Claim | undefined,
  viewer: Pick<Account, "id" | "role"> | undefined,
): Claim | undefined {
  const isTheirs = viewer && (viewer.id === claim?.account || isAtLeast(viewer.role, "moderator"));
  if (!claim || isTheirs) return claim;
  const isStanding = claim.state === "granted" || claim.state === "disputed";
  return isStanding ? { ...claim, evidence: "", reason: "" } : undefined;
}
