import type { PaperId } from "#papers";
import { keysOfQuery } from "../engine/paper-keys.ts";
import { LIKE_TERMS, UNLIKE_WEIGHT } from "../engine/scoring.ts";
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
  const weights = subtract(
    await meanTerms(parts, totals, wanted),
    await meanTerms(parts, totals, unwanted),
  );
  const like: LikeQuery = {
    liked,
    unliked,
    hasLike,
    terms: strongest(weights, 1),
    opposed: strongest(weights, -1),
    vector: difference(await vectorsOf(parts, wanted), await vectorsOf(parts, unwanted)),
  };
  return { like, notes };
}

const PUNCTUATION = /^[,;]+|[,;]+$/g;

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
  const trimmed = name.replace(PUNCTUATION, "");
  const everything = { conditions: [], isIndexed: true };
  const whole = await readNamed(parts.database, everything, keysOfQuery(trimmed));
  if (whole.length > 0) return whole;
  const names = trimmed.split(",").filter(Boolean);
  if (names.length < 2) {
    notes.push(unknownPaper(name));
    return [];
  }
  return findAll(parts, names, notes);
}

type Weights = ReadonlyMap<string, PlannedTerm>;

async function meanTerms(
  parts: PostgresParts,
  totals: IndexTotals,
  ids: readonly PaperId[],
): Promise<Weights> {
  const weights = new Map<string, PlannedTerm>();
  for (const id of ids) {
    const terms = await tellingTerms(parts, totals, id);
    // Each paper counts alike, however rare its words are.
    const length = Math.hypot(...terms.map((term) => term.weight * term.idf)) || 1;
    for (const term of terms) {
      const share = term.weight / (length * ids.length);
      const weight = (weights.get(term.term)?.weight ?? 0) + share;
      weights.set(term.term, { ...term, weight });
    }
  }
  return weights;
}

function subtract(wanted: Weights, unwanted: Weights): Weights {
  const weights = new Map(wanted);
  for (const [name, term] of unwanted) {
    const rest = (weights.get(name)?.weight ?? 0) - UNLIKE_WEIGHT * term.weight;
    weights.set(name, { ...term, weight: rest });
  }
  return weights;
}

/** The terms that weigh most on one side, their weights made positive. */
function strongest(weights: Weights, sign: 1 | -1): PlannedTerm[] {
  const worth = (term: PlannedTerm) => term.weight * term.idf;
  return [...weights.values()]
    .filter(({ weight }) => weight * sign > 0)
    .map((term) => ({ ...term, weight: term.weight * sign }))
    .sort((a, b) => worth(b) - worth(a))
    .slice(0, LIKE_TERMS);
}

async function vectorsOf({ database }: PostgresParts, ids: readonly PaperId[]) {
  return [...(await readVectors(database, ids)).values()];
}

/** The mean of the wanted vectors less a part of the mean of the others. */
function difference(
  wanted: readonly Float32Array[],
  unwanted: readonly Float32Array[],
): string | undefined {
  const [first] = wanted;
  if (!first) return undefined;
  const sum = new Float32Array(first.length);
  const add = (vectors: readonly Float32Array[], weight: number) => {
    for (const vector of vectors) {
      const factor = weight / (Math.hypot(...vector) * vectors.length);
      for (let at = 0; at < sum.length; at++) sum[at]! += factor * vector[at]!;
    }
  };
  add(wanted, 1);
  add(unwanted, -UNLIKE_WEIGHT);
  const length = Math.hypot(...sum);
  return vectorText(length === 0 ? sum : sum.map((value) => value / length));
}
