import type { CommunityParts } from "../community-parts.ts";
import type { Moderation } from "../moderation/moderation.ts";
import type { Additions } from "./additions/create-additions.ts";
import type { ClaimStore } from "./store.ts";

/** What the parts of claims are made of. */
export interface ClaimParts extends CommunityParts {
  readonly store: ClaimStore;
  readonly additions: Additions;
  readonly moderation: Pick<Moderation, "note" | "undoes">;
}
