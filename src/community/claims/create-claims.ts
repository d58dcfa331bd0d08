import { isAtLeast } from "#accounts";
import type { PaperId, PaperWithTally } from "#papers";
import { AppError } from "#platform";
import type { Actor } from "../actor.ts";
import type { CommunityParts } from "../community-parts.ts";
import type { Moderation } from "../moderation/moderation.ts";
import { createSignal } from "../signal.ts";
import { createAdditions } from "./additions/create-additions.ts";
import { createChecks } from "./checks.ts";
import type { ClaimParts } from "./claim-parts.ts";
import type { Claim, Claims } from "./claims.ts";
import { createDecisions } from "./decisions.ts";
import { makeClaim } from "./make-claim.ts";
import { type ClaimStore, createClaimStore } from "./store.ts";

export function createClaims(
  parts: CommunityParts,
  moderation: Pick<Moderation, "note" | "undoes">,
): Claims {
  const store = createClaimStore(parts.database);
  const additions = createAdditions(parts);
  const all: ClaimParts = { ...parts, store, additions, moderation };
  const signal = createSignal();
  return {
    async claim(actor, paperId, authorPlace, evidence) {
      const paper = await findPaper(parts, paperId);
      const claim = await makeClaim(all, { actor, paper, authorPlace, evidence });
      if (claim.isBeingChecked) signal.raise();
      if (claim.state === "granted") await parts.papers.touch([paperId]);
      return claim;
    },
    ...createDecisions(all),
    ...createChecks(all),
    find: (id) => store.find(id),
    of: (paperIds) => store.standing(paperIds),
    ofAccount: (id) => store.ofAccount(id),
    queue: (page) => store.queue(page),
    watch: (listener) => signal.watch(listener),
    ...additionsOf(all),
  };
}

function additionsOf(
  parts: ClaimParts,
): Pick<Claims, "addLink" | "removeLink" | "links" | "addOrganization" | "organizations"> {
  const { store, additions } = parts;
  const asAuthor = async (actor: Actor, paperId: PaperId) => {
    const paper = await findPaper(parts, paperId);
    const isAllowed =
      isAtLeast(actor.account.role, "moderator") || (await isAuthor(store, actor, paperId));
    if (!isAllowed) {
      throw new AppError("forbidden", "Authors add to a paper once their claim is granted.");
    }
    return { actor, paper };
  };
  return {
    async addLink(actor, paperId, { kind, url }) {
      return additions.addLink({ ...(await asAuthor(actor, paperId)), kind, value: url });
    },
    async addOrganization(actor, paperId, name) {
      const allowed = await asAuthor(actor, paperId);
      return additions.addOrganization({ ...allowed, kind: "organization", value: name });
    },
    async removeLink(actor, paperId, linkId) {
      await additions.remove(actor, linkId, await isAuthor(store, actor, paperId), paperId);
    },
    links: (paperId) => additions.links(paperId),
    organizations: (paperId) => additions.organizations(paperId),
  };
}

async function isAuthor(store: ClaimStore, actor: Actor, paperId: PaperId): Promise<boolean> {
  const claims: readonly Claim[] = await store.standing([paperId]);
  return claims.some((one) => one.account === actor.account.id && one.state === "granted");
}

async function findPaper({ papers }: CommunityParts, id: PaperId): Promise<PaperWithTally> {
  const paper = await papers.find(id);
  if (!paper) throw new AppError("not_found", "There is no such paper.");
  return paper;
}
