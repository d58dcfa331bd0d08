import type { Person } from "#accounts";
import type { Claim, Submission } from "#community";
import type { PaperWithTally } from "#papers";
import type { WebParts } from "../parts.ts";

/** Submissions and claims that wait for a moderator, the oldest of each. */
export interface ContributionQueueView {
  readonly submissions: readonly Submission[];
  readonly claims: readonly Claim[];
  readonly people: ReadonlyMap<string, Person>;
  readonly papers: ReadonlyMap<string, PaperWithTally>;
}

/** More stand behind them, and move up. */
const SHOWN = 20;

export async function loadContributionQueue({
  accounts,
  community,
  papers,
}: Pick<WebParts, "accounts" | "community" | "papers">): Promise<ContributionQueueView> {
  if (!accounts || !community) {
    return { submissions: [], claims: [], people: new Map(), papers: new Map() };
  }
  const [submissions, claims] = await Promise.all([
    community.submissions.queue({ limit: SHOWN }),
    community.claims.queue({ limit: SHOWN }),
  ]);
  const accountIds = [...submissions.items, ...claims.items].map(({ account }) => account);
  const [people, claimed] = await Promise.all([
    accounts.people.findMany([...new Set(accountIds)]),
    papers.findMany(claims.items.map(({ paperId }) => paperId)),
  ]);
  return {
    submissions: submissions.items,
    claims: claims.items,
    people,
    papers: new Map(claimed.map((paper) => [paper.id, paper])),
  };
}
