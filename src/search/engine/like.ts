import { namesWithin, trimName } from "../query/named-papers.ts";
import type { ParsedQuery } from "../query/parsed-query.ts";
import { unknownPaper } from "../query/query-notes.ts";
import type { QueryNote } from "../search.ts";
import { type IndexView, locate } from "./index-view.ts";
import { findKnownItems } from "./known-items.ts";
import { vectorAt } from "./meaning-leg.ts";
import { meanDifference } from "./move-vector.ts";
import type { ResolvedTerm } from "./resolve-terms.ts";
import type { SearchParts } from "./search-parts.ts";
import { tellingTerms } from "./similar.ts";
import { weighLikeness } from "./telling-terms.ts";

/** What the papers of `like:` and `unlike:` come to: the sum of the ones less the others. */
export interface LikeQuery {
  /** The papers named to be like; they are no hits themselves, nor are the others. */
  readonly liked: readonly number[];
  readonly unliked: readonly number[];
  readonly hasLike: boolean;
  /** Telling terms of the papers to be like, less what those not to be like weigh. */
  readonly terms: readonly ResolvedTerm[];
  /** Terms that tell the papers not to be like from the others. */
  readonly opposed: readonly ResolvedTerm[];
  /** Per space the mean vector of the ones less a part of that of the others. */
  readonly vectors: readonly Float32Array[];
}

export interface ResolvedLike {
  /** Absent when the query names no paper, or none that is here. */
  readonly like?: LikeQuery;
  /** Names that no paper has. */
  readonly notes: readonly QueryNote[];
}

/** Finds the papers that `like:` and `unlike:` name and adds up what they say. */
export function resolveLike(parts: SearchParts, query: ParsedQuery): ResolvedLike {
  const notes: QueryNote[] = [];
  const find = (names: readonly string[]) => {
    return [...new Set(names.flatMap((name) => findNamed(parts.view, name, notes)))];
  };
  const liked = find(query.like);
  const unliked = find(query.unlike).filter((document) => !liked.includes(document));
  if (liked.length + unliked.length === 0) return { notes };
  const hasLike = liked.length > 0;
  // Papers not to be like stand alone as what hits are compared with, where there are no others.
  const [wanted, unwanted] = hasLike ? [liked, unliked] : [unliked, []];
  const termsOf = (document: number) => tellingTerms(parts, document);
  const like: LikeQuery = {
    liked,
    unliked,
    hasLike,
    ...weighLikeness(wanted.map(termsOf), unwanted.map(termsOf)),
    vectors: parts.spaces.map((space) => {
      const at = (document: number) => vectorAt(parts.view, space, document);
      return meanDifference(space.space.dimensions, wanted.map(at), unwanted.map(at));
    }),
  };
  return { like, notes };
}

function findNamed(view: IndexView, name: string, notes: QueryNote[]): number[] {
  const trimmed = trimName(name);
  const whole = living(view, trimmed);
  if (whole.length > 0) return whole;
  const names = namesWithin(trimmed);
  if (names.length === 0) {
    notes.push(unknownPaper(name));
    return [];
  }
  return names.flatMap((one) => findNamed(view, one, notes));
}

function living(view: IndexView, name: string): number[] {
  return findKnownItems(view, name, undefined).filter((document) => {
    const { segment, local } = locate(view, document);
    return segment.deleted[local] === 0;
  });
}

/** A selection without `documents` and without deleted papers. */
export function leaveOut(
  view: IndexView,
  selection: Uint8Array | undefined,
  documents: readonly number[],
): Uint8Array {
  // Without a selection no paper is deleted.
  const rest = selection?.slice() ?? new Uint8Array(view.capacity).fill(1);
  for (const document of documents) rest[document] = 0;
  return rest;
}
