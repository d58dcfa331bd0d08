import { familyKeyOf } from "#papers";
import { backOffMs } from "../submissions/back-off.ts";
import type { ClaimParts } from "./claim-parts.ts";
import type { Claim, Claims } from "./claims.ts";
import { isStanding } from "./make-claim.ts";

const LEASE_MS = 10 * 60_000;
const GIVE_UP_MS = 3 * 86_400_000;

/** What the ORCID records of claimants say; the job asks for them, this decides. */
export function createChecks(parts: ClaimParts): Pick<Claims, "takeUnchecked" | "settleCheck"> {
  const { store, clock } = parts;
  return {
    async takeUnchecked(limit) {
      const now = clock.now();
      const until = new Date(now.getTime() + LEASE_MS).toISOString();
      const taken: Claim[] = [];
      for (const claim of await store.findUnchecked(now.toISOString(), limit)) {
        if (await store.takeUnchecked(claim.id, now.toISOString(), until)) taken.push(claim);
      }
      return taken;
    },
    async settleCheck(id, check) {
      const claim = await store.find(id);
      if (claim?.state !== "pending" || !claim.isBeingChecked) return;
      if (check.kind === "found") return grant(parts, claim, check.addedBy);
      const isOver = clock.now().getTime() - Date.parse(claim.createdAt) >= GIVE_UP_MS;
      if (check.kind === "silent" && !isOver) return tryLater(parts, claim);
      await leave(parts, claim, check.reason);
    },
  };
}

async function grant(parts: ClaimParts, claim: Claim, addedBy: string): Promise<void> {
  const account = await parts.people.find(claim.account);
  const evidence = `The paper is in their ORCID record, added by ${addedBy}.`;
  if (!account || !isNamed(account.displayName, claim.authorName)) {
    return leave(parts, claim, `${evidence} The account has another name than the author.`);
  }
  const now = parts.clock.now().toISOString();
  await parts.store.inTurn(async (transaction) => {
    const current = await transaction.find(claim.id);
    if (current?.state !== "pending") return;
    const others = (await transaction.ofPaper(claim.paperId)).filter(isStanding);
    const isTaken = others.some(
      (one) => one.authorPlace === claim.authorPlace || one.account === claim.account,
    );
    await transaction.update(claim.id, {
      grade: "B",
      check_after: null,
      evidence: joined(claim.evidence, evidence),
      ...(isTaken
        ? { reason: "Somebody else is confirmed as this author." }
        : { state: "granted", decided_at: now }),
    });
  });
  await parts.papers.touch([claim.paperId]);
}

/** A co-author's record holds the paper, too: the family name tells which of them it is. */
function isNamed(displayName: string, authorName: string): boolean {
  return familyKeyOf(displayName) !== "" && familyKeyOf(displayName) === familyKeyOf(authorName);
}

async function tryLater({ store, clock }: ClaimParts, claim: Claim): Promise<void> {
  const attempts = await store.checkAttempts(claim.id);
  const next = new Date(clock.now().getTime() + backOffMs(attempts));
  await store.update(claim.id, { check_after: next.toISOString() });
}

async function leave({ store }: ClaimParts, claim: Claim, note: string): Promise<void> {
  await store.update(claim.id, { check_after: null, evidence: joined(claim.evidence, note) });
}

function joined(...notes: readonly string[]): string {
  return notes.filter((note) => note !== "").join(" ");
}
