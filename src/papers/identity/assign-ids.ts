import type { MergedPaper } from "../merge/merge-records.ts";
import { familyKeyOf } from "../names/family-name.ts";
import type { PaperId } from "../paper.ts";
import { foldTitle } from "./fold-title.ts";
import { provisionalId } from "./provisional-id.ts";

/** A paper that wants an id. */
export interface IdClaim {
  readonly paper: MergedPaper;
  /** Smallest `recordKey` of its records. */
  readonly recordKey: string;
  /** Taken out of another paper by hand; never takes that one's id away. */
  readonly isApart: boolean;
}

/**
 * Gives each paper its id, in the order of `claims`. Where two want the same (two papers
 * with one title and no author, a record taken out by hand) the one seen first has it.
 */
export function assignIds(claims: readonly IdClaim[]): PaperId[] {
  if (claims.length === 1) return [plainId(claims[0]!.paper)];
  const claimed = Map.groupBy(claims, (claim) => plainId(claim.paper));
  const ids = new Map<IdClaim, PaperId>();
  for (const [id, rivals] of claimed) {
    const [winner, ...others] = rivals.toSorted(byRight);
    ids.set(winner!, id);
    for (const other of others) ids.set(other, distinctId(other));
  }
  return claims.map((claim) => ids.get(claim)!);
}

function byRight(a: IdClaim, b: IdClaim): number {
  if (a.isApart !== b.isApart) return a.isApart ? 1 : -1;
  if (a.paper.firstSeenOn !== b.paper.firstSeenOn) {
    return a.paper.firstSeenOn < b.paper.firstSeenOn ? -1 : 1;
  }
  return a.recordKey < b.recordKey ? -1 : 1;
}

function plainId(paper: MergedPaper): PaperId {
  if (paper.arxivId) return paper.arxivId as PaperId;
  if (paper.doi) return `doi:${paper.doi}` as PaperId;
  return provisionalId(foldTitle(paper.title), firstFamilyKey(paper));
}

function distinctId(claim: IdClaim): PaperId {
  const { paper, recordKey } = claim;
  return provisionalId(foldTitle(paper.title), firstFamilyKey(paper), recordKey);
}

function firstFamilyKey(paper: MergedPaper): string {
  const first = paper.authors[0];
  return first ? familyKeyOf(first.name) : "";
}
