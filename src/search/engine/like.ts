import type { ParsedQuery } from "../query/parsed-query.ts";
import { unknownPaper } from "../query/query-notes.ts";
import type { QueryNote } from "../search.ts";
import { type IndexView, locate } from "./index-view.ts";
import { findKnownItems } from "./known-items.ts";
import { vectorAt } from "./meaning-leg.ts";
import type { ResolvedTerm } from "./resolve-terms.ts";
import { LIKE_TERMS, UNLIKE_WEIGHT } from "./scoring.ts";
import type { SearchParts } from "./search-parts.ts";
import { tellingTerms } from "./similar.ts";

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
  const weights = subtract(meanTerms(parts, wanted), meanTerms(parts, unwanted));
  const like: LikeQuery = {
    liked,
    unliked,
    hasLike,
    terms: strongest(weights, 1),
    opposed: strongest(weights, -1),
    vectors: parts.spaces.map((space) => {
      const at = (document: number) => vectorAt(parts.view, space, document);
      return difference(space.space.dimensions, wanted.map(at), unwanted.map(at));
    }),
  };
  return { like, notes };
}

const PUNCTUATION = /^[,;]+|[,;]+$/g;

function findNamed(view: IndexView, name: string, notes: QueryNote[]): number[] {
  const trimmed = name.replace(PUNCTUATION, "");
  const whole = living(view, trimmed);
  if (whole.length > 0) return whole;
  const names = trimmed.split(",").filter(Boolean);
  if (names.length < 2) {
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

type Weights = ReadonlyMap<string, { readonly term: ResolvedTerm; readonly weight: number }>;

function meanTerms(parts: SearchParts, documents: readonly number[]): Weights {
  const weights = new Map<string, { term: ResolvedTerm; weight: number }>();
  for (const document of documents) {
    const terms = tellingTerms(parts, document);
    // Each paper counts alike, however rare its words are.
    const length = Math.hypot(...terms.map((term) => term.weight * term.idf)) || 1;
    for (const term of terms) {
      const share = term.weight / (length * documents.length);
      const weight = (weights.get(term.term)?.weight ?? 0) + share;
      weights.set(term.term, { term, weight });
    }
  }
  return weights;
}

function subtract(wanted: Weights, unwanted: Weights): Weights {
  const weights = new Map(wanted);
  for (const [name, { term, weight }] of unwanted) {
    const rest = (weights.get(name)?.weight ?? 0) - UNLIKE_WEIGHT * weight;
    weights.set(name, { term, weight: rest });
  }
  return weights;
}

/** The terms that weigh most on one side, their weights made positive. */
function strongest(weights: Weights, sign: 1 | -1): ResolvedTerm[] {
  const terms = [...weights.values()]
    .filter(({ weight }) => weight * sign > 0)
    .map(({ term, weight }) => ({ ...term, weight: weight * sign }));
  const worth = (term: ResolvedTerm) => term.weight * term.idf;
  return terms.sort((a, b) => worth(b) - worth(a)).slice(0, LIKE_TERMS);
}

function difference(
  dimensions: number,
  wanted: readonly Float32Array[],
  unwanted: readonly Float32Array[],
): Float32Array {
  const sum = new Float32Array(dimensions);
  addUnits(sum, wanted, 1);
  addUnits(sum, unwanted, -UNLIKE_WEIGHT);
  const length = Math.hypot(...sum);
  return length === 0 ? sum : sum.map((value) => value / length);
}

/** Adds the mean of the vectors, each made as long as 1. */
function addUnits(sum: Float32Array, vectors: readonly Float32Array[], weight: number): void {
  for (const vector of vectors) {
    const length = Math.hypot(...vector);
    if (length === 0) continue;
    const factor = weight / (length * vectors.length);
    for (let at = 0; at < sum.length; at++) sum[at]! += factor * vector[at]!;
  }
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
