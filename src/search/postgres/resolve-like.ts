import type { PaperId } from "#papers";
import { meanDifference } from "../engine/move-vector.ts";
import { keysOfQuery } from "../engine/paper-keys.ts";
import { weighLikeness } from "../engine/telling-terms.ts";
import { namesWithin, trimName } from "../query/named-papers.ts";
import type { ParsedQuery } from "../query/parsed-query.ts";
import { unknownPaper } from "../query/query-notes.ts";
import type { QueryNote } from "../search.ts";
import { vectorText } from "./paper-rows.ts";
import { type IndexTotals, readNamed } from "./reading/store.ts";
import type { PlannedTerm } from "./resolve-words.ts";
import type { LikeQuery, PostgresParts } from "./search-context.ts";
import { tellingTerms } from "./similar-papers.ts";
import { readVectors } from "./vectors/store.ts";

export interface ResolvedLike {
  /** Absent when the query names no paper, or none that is here. */
  readonly like?: LikeQuery;
  readonly notes: readonly QueryNote[];
}

/** Finds the papers that `like:` and `unlike:` name and adds up what they say. */
export async function resolveLike(
  parts: PostgresParts,
  totals: IndexTotals,
  query: ParsedQuery,
): Promise<ResolvedLike> {
  const notes: QueryNote[] = [];
  const liked = await findAll(parts, query.like, notes);
  const unliked = (await findAll(parts, query.unlike, notes)).filter((id) => !liked.includes(id));
  if (liked.length + unliked.length === 0) return { notes };
  const hasLike = liked.length > 0;
  // Papers not to be like stand alone as what hits are compared with, where there are no others.
  const [wanted, unwanted] = hasLike ? [liked, unliked] : [unliked, []];
  const vectors = await vectorsOf(parts, wanted);
  const like: LikeQuery = {
    liked,
    unliked,
    hasLike,
    ...weighLikeness(await termsOf(parts, totals, wanted), await termsOf(parts, totals, unwanted)),
    vector: vectorText(
      meanDifference(parts.space.dimensions, vectors, await vectorsOf(parts, unwanted)),
    ),
  };
  return { like, notes };
}

async function findAll(parts: PostgresParts, names: readonly string[], notes: QueryNote[]) {
  const found = new Set<PaperId>();
  for (const name of names) for (const id of await findNamed(parts, name, notes)) found.add(id);
  return [...found];
}

async function findNamed(
  parts: PostgresParts,
  name: string,
  notes: QueryNote[],
): Promise<PaperId[]> {
  const trimmed = trimName(name);
  const everything = { conditions: [], isIndexed: true };
  const whole = await readNamed(parts.database, everything, keysOfQuery(trimmed));
  if (whole.length > 0) return whole;
  const names = namesWithin(trimmed);
  if (names.length === 0) {
    notes.push(unknownPaper(name));
    return [];
  }
  return findAll(parts, names, notes);
}

async function termsOf(parts: PostgresParts, totals: IndexTotals, ids: readonly PaperId[]) {
  const terms: PlannedTerm[][] = [];
  for (const id of ids) terms.push(await tellingTerms(parts, totals, id));
  return terms;
}

async function vectorsOf({ database }: PostgresParts, ids: readonly PaperId[]) {
  return [...(await readVectors(database, ids)).values()];
}
