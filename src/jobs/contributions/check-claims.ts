import type { Claim, ClaimCheck } from "#community";
import { AppError } from "#platform";
import type { ContributionParts } from "./resolve-submissions.ts";

const BATCH = 5;

/**
 * Reads the ORCID records of those who claim a paper. Safe to be killed and to be run by
 * several processes at once.
 *
 * @returns how many claims were looked at.
 */
export async function checkClaims(parts: ContributionParts, signal?: AbortSignal): Promise<number> {
  const { claims } = parts.community;
  let looked = 0;
  while (!signal?.aborted) {
    const taken = await claims.takeUnchecked(BATCH);
    if (taken.length === 0) break;
    for (const claim of taken) await claims.settleCheck(claim.id, await check(parts, claim));
    looked += taken.length;
  }
  return looked;
}

async function check(parts: ContributionParts, claim: Claim): Promise<ClaimCheck> {
  const { papers, people, outside, log } = parts;
  const account = await people.find(claim.account);
  const paper = await papers.find(claim.paperId);
  if (!account?.orcid || !paper) {
    return { kind: "missing", reason: "There is no ORCID record to compare with." };
  }
  try {
    const works = await outside.orcid(account.orcid);
    const same = works.filter(
      ({ arxivIds, dois }) =>
        (paper.arxivId !== undefined && arxivIds.includes(paper.arxivId)) ||
        (paper.doi !== undefined && dois.includes(paper.doi)),
    );
    const proof = same.find((work) => !work.isSelfAdded);
    if (proof) return { kind: "found", addedBy: proof.addedBy };
    const reason =
      same.length > 0
        ? "The paper is in their ORCID record, where they added it themselves."
        : "The paper is not in their public ORCID record.";
    return { kind: "missing", reason };
  } catch (error) {
    if (!(error instanceof AppError)) {
      log.error({ claim: claim.id, err: error }, "an ORCID record could not be checked");
    }
    return { kind: "silent", reason: "Their ORCID record could not be read." };
  }
}
