import type { Person } from "#accounts";
import type { AuthorLink, AuthorOrganization, Claim } from "#community";
import { familyKeyOf, type PaperWithTally, type SaidOrganization, slugOf } from "#papers";
import type { WebParts } from "../parts.ts";

/** What people of this site have brought to a paper, as its page shows it. */
export interface ContributionsView {
  /** Confirmed authors, by their place from 1. */
  readonly authors: ReadonlyMap<number, ClaimedAuthor>;
  readonly links: readonly AuthorLink[];
  readonly ownOrganizations: readonly AuthorOrganization[];
  readonly organizations: readonly SaidOrganization[];
  /** Who brought the paper here. */
  readonly submitter?: Person | undefined;
}

interface ClaimedAuthor {
  readonly claim: Claim;
  readonly person: Person;
}

export type ContributionsViewParts = Pick<WebParts, "accounts" | "community"> & {
  readonly papers: Pick<WebParts["papers"], "organizationsOf">;
};

export async function loadContributions(
  { accounts, community, papers }: ContributionsViewParts,
  paper: PaperWithTally,
): Promise<ContributionsView> {
  const organizations = await papers.organizationsOf(paper);
  if (!accounts || !community) {
    return { authors: new Map(), links: [], ownOrganizations: [], organizations };
  }
  const { claims, submissions } = community;
  const [standing, links, ownOrganizations, submitters] = await Promise.all([
    claims.of([paper.id]),
    claims.links(paper.id),
    claims.organizations(paper.id),
    submissions.submitterOf([paper.id]),
  ]);
  const submitter = submitters.get(paper.id);
  const ids = [...standing.map(({ account }) => account), ...(submitter ? [submitter] : [])];
  const people = ids.length > 0 ? await accounts.people.findMany(ids) : new Map<string, Person>();
  return {
    authors: new Map(
      standing.flatMap((claim) => {
        const person = people.get(claim.account);
        const isShown = person?.state === "active" && isStillThere(claim, paper);
        return isShown ? [[claim.authorPlace, { claim, person }] as const] : [];
      }),
    ),
    links,
    ownOrganizations,
    organizations,
    submitter: submitter && people.get(submitter),
  };
}

/** The list of authors may have changed since, or the paper turned out to be another. */
function isStillThere({ authorPlace, authorName }: Claim, paper: PaperWithTally): boolean {
  const author = paper.authors[authorPlace - 1];
  return author !== undefined && familyKeyOf(author.name) === familyKeyOf(authorName);
}

/** Who of this site is confirmed as an author of that name, on any of these papers. */
export async function loadNamedPeople(
  { accounts, community }: Pick<WebParts, "accounts" | "community">,
  papers: readonly PaperWithTally[],
  slug: string,
): Promise<readonly Person[]> {
  if (!accounts || !community || papers.length === 0) return [];
  const claims = await community.claims.of(papers.map(({ id }) => id));
  const own = claims.filter(
    ({ state, authorName }) => state === "granted" && slugOf(authorName) === slug,
  );
  if (own.length === 0) return [];
  const people = await accounts.people.findMany([...new Set(own.map(({ account }) => account))]);
  return [...people.values()].filter(({ state }) => state === "active");
}
