import type { Person } from "#accounts";
import type { PaperId, PaperWithTally } from "#papers";
import type { ApiParts } from "../api-parts.ts";

/** What people of this site have to do with a paper. */
export interface Shares {
  /** Who brought it here. */
  readonly submitter?: Person;
  /** Who has shown to be an author, by place in the printed order, from 1. */
  readonly authors: ReadonlyMap<number, { readonly person: Person; readonly since: string }>;
}

/** Submitters and claimed authors of these papers: three queries whatever their number. */
export async function loadShares(
  { community, accounts }: Pick<ApiParts, "community" | "accounts">,
  papers: readonly PaperWithTally[],
): Promise<ReadonlyMap<PaperId, Shares>> {
  if (!community || !accounts || papers.length === 0) return new Map();
  const ids = papers.map((paper) => paper.id);
  const [submitters, claims] = await Promise.all([
    community.submissions.submitterOf(ids),
    community.claims.of(ids),
  ]);
  const granted = claims.filter((claim) => claim.state === "granted");
  const accountIds = [...submitters.values(), ...granted.map((claim) => claim.account)];
  if (accountIds.length === 0) return new Map();
  const known = await accounts.people.findMany([...new Set(accountIds)]);
  const active = (id: Person["id"] | undefined) => {
    const person = id && known.get(id);
    return person?.state === "active" ? person : undefined;
  };
  const sharesOf = (paperId: PaperId): Shares => {
    const submitter = active(submitters.get(paperId));
    const authors = granted.flatMap((claim) => {
      const person = claim.paperId === paperId ? active(claim.account) : undefined;
      if (!person) return [];
      return [[claim.authorPlace, { person, since: claim.decidedAt ?? claim.createdAt }] as const];
    });
    return { ...(submitter && { submitter }), authors: new Map(authors) };
  };
  return new Map(ids.map((id) => [id, sharesOf(id)]));
}
