import type { SearchMode } from "../search.ts";
import { fuseLegs } from "./fusion.ts";
import { type IndexView, locate } from "./index-view.ts";
import { type LexicalLeg, orderByScore } from "./lexical-leg.ts";
import { cosineIn, type MeaningLeg } from "./meaning-leg.ts";
import { priorOf } from "./prior.ts";
import type { TieBreak } from "./top-documents.ts";

export interface RankedHit {
  readonly document: number;
  readonly score: number;
  readonly words: number;
  readonly meaning: number;
}

export interface Legs {
  readonly mode: SearchMode;
  readonly lexical: LexicalLeg | undefined;
  /** One per space that knows something of the query. */
  readonly meanings: readonly MeaningLeg[];
  /** Share of each of them in the fused score. */
  readonly weights: readonly number[];
  /** Papers named by the query: they lead. */
  readonly pinned: readonly number[];
  /** Whether citations and age count. */
  readonly usesPrior: boolean;
}

/** The best hits of all legs in their fused order; what lies deeper is not in it. */
export function rankHits(view: IndexView, legs: Legs, goesFirst: TieBreak): RankedHit[] {
  const documents = candidatesOf(legs);
  const words = Float64Array.from(documents, (document) => legs.lexical?.all[document] ?? 0);
  const meanings = legs.meanings.map((leg) =>
    Float64Array.from(documents, (document) => cosineIn(view, leg, document)),
  );
  const tops = {
    words: legs.lexical?.scores ?? new Float64Array(0),
    meanings: legs.meanings.map(({ nearest }) => nearest.scores),
  };
  const scores = fuseLegs({ words, meanings }, tops, legs.weights);
  if (legs.usesPrior) {
    for (let at = 0; at < scores.length; at++) {
      const { segment, local } = locate(view, documents[at]!);
      scores[at]! += priorOf(view.statistics, segment, local);
    }
  }
  pin(legs.pinned, documents, scores);
  return Array.from(orderByScore(documents, scores, goesFirst), (at) => ({
    document: documents[at]!,
    score: scores[at]!,
    words: words[at]!,
    meaning: meanings.reduce((most, cosines) => Math.max(most, cosines[at]!), 0),
  }));
}

function candidatesOf({ lexical, meanings, pinned }: Legs): Uint32Array {
  const all = new Set([...pinned, ...(lexical?.documents ?? [])]);
  for (const { nearest } of meanings) for (const document of nearest.documents) all.add(document);
  return Uint32Array.from(all);
}

function pin(pinned: readonly number[], documents: Uint32Array, scores: Float64Array): void {
  if (pinned.length === 0) return;
  const best = scores.reduce((most, score) => Math.max(most, score), 0);
  for (const document of pinned) scores[documents.indexOf(document)]! += best + 1;
}
