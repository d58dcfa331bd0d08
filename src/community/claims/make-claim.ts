import type { PaperWithTally } from "#papers";
import { AppError, createId } from "#platform";
import type { Actor } from "../actor.ts";
import type { ClaimParts } from "./claim-parts.ts";
import type { Claim } from "./claims.ts";

const MAX_EVIDENCE = 1_000;
/** Of one account on one paper; more would only keep moderators busy. */
const MAX_REFUSALS = 3;

interface Wanted {
  readonly actor: Actor;
  readonly paper: PaperWithTally;
  readonly authorPlace: number;
  readonly evidence: string;
}

/** Writes a claim down, granted where the paper itself proves it. */
export async function makeClaim(parts: ClaimParts, wanted: Wanted): Promise<Claim> {
  const { actor, paper, authorPlace } = wanted;
  const author = paper.authors[authorPlace - 1];
  if (!author) throw new AppError("invalid", "Choose your name in the list of authors.");
  if (wanted.evidence.trim().length > MAX_EVIDENCE) {
    throw new AppError("invalid", `Say it in ${MAX_EVIDENCE} characters.`);
  }
  return parts.store.inTurn(async (transaction) => {
    const claims = await transaction.ofPaper(paper.id);
    const own = claims.filter(({ account }) => account === actor.account.id);
    const open = own.find(({ state }) => state !== "refused" && state !== "revoked");
    if (open?.authorPlace === authorPlace) return open;
    if (open) {
      throw new AppError("conflict", `You have claimed ${open.authorName}; withdraw that first.`);
    }
    if (own.filter(({ state }) => state === "refused").length >= MAX_REFUSALS) {
      throw new AppError("forbidden", "Moderators have refused this claim three times.");
    }
    const holder = claims.find((one) => isStanding(one) && one.authorPlace === authorPlace);
    const claim = claimOf(wanted, holder, parts.clock.now().toISOString());
    await transaction.add(claim);
    return claim;
  });
}

export function isStanding({ state }: Pick<Claim, "state">): boolean {
  return state === "granted" || state === "disputed";
}

function claimOf(wanted: Wanted, holder: Claim | undefined, now: string): Claim {
  const { actor, paper, authorPlace } = wanted;
  const author = paper.authors[authorPlace - 1]!;
  const { orcid } = actor.account;
  const isProved = orcid !== undefined && author.orcid === orcid;
  if (holder && !isProved) {
    const message = `Somebody else is confirmed as ${author.name}; dispute that, and say why.`;
    throw new AppError("conflict", message);
  }
  const isGranted = isProved && !holder;
  return {
    id: createId(),
    paperId: paper.id,
    account: actor.account.id,
    authorPlace,
    authorName: author.name,
    grade: isProved ? "A" : "D",
    state: isGranted ? "granted" : "pending",
    evidence: evidenceOf(wanted, isProved),
    reason: holder ? "Somebody else is confirmed as this author." : "",
    createdAt: now,
    ...(isGranted && { decidedAt: now }),
    // Another iD in the metadata speaks against the claim; the record could not outweigh it.
    isBeingChecked:
      !isProved && orcid !== undefined && !author.orcid && Boolean(paper.doi ?? paper.arxivId),
  };
}

function evidenceOf({ actor, paper, authorPlace, evidence }: Wanted, isProved: boolean): string {
  const said = paper.authors[authorPlace - 1]?.orcid;
  if (isProved) return `The paper's metadata carry ORCID iD ${said}.`;
  const notes = [evidence.trim()];
  if (said) notes.push(`The paper's metadata carry another ORCID iD for this author, ${said}.`);
  if (actor.account.orcid) notes.push(`Signed in with ORCID iD ${actor.account.orcid}.`);
  return notes.filter((note) => note !== "").join(" ");
}
