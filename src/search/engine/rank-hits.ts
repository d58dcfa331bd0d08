import type { SearchMode } from "../search.ts";
import { fuseLegs } from "./fusion.ts";
import { type IndexView, locate } from "./index-view.ts";
import { type LexicalLeg, orderByScore } from "./lexical-leg.ts";
import { priorOf } from "./prior.ts";
import type { TieBreak, TopDocuments } from "./top-documents.ts";
import { cosineOf, type QueryVector } from "./vector-scan.ts";

export interface RankedHit {
  readonly document: number;
  readonly score: number;
  readonly words: number;
  readonly meaning: number;
}

export interface Legs {
  readonly mode: SearchMode;
  readonly lexical: LexicalLeg | undefined;
  readonly nearest: TopDocuments | undefined;
  readonly vector: QueryVector | undefined;
  /** Share of the vectors in the fused score. */
  readonly meaningWeight: number;
  /** Papers named by the query: they lead. */
  readonly pinned: readonly number[];
  /** Whether citations and age count. */
  readonly usesPrior: boolean;
}

/** The best hits of both legs in their fused order; what lies deeper is not in it. */
export function rankHits(view: IndexView, legs: Legs, goesFirst: TieBreak): RankedHit[] {
  const documents = candidatesOf(legs);
  const words = Float64Array.from(documents, (document) => legs.lexical?.all[document] ?? 0);
  const meaning = Float64Array.from(documents, (document) => {
    if (!legs.vector) return 0;
    const { segment, local } = locate(view, document);
    return cosineOf(legs.vector, segment, local);
  });
  const tops = {
    words: legs.lexical?.scores ?? new Float64Array(0),
    meaning: legs.nearest?.scores ?? new Float64Array(0),
  };
  const scores = fuseLegs({ words, meaning }, tops, legs.meaningWeight);
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
    meaning: meaning[at]!,
  }));
}

function candidatesOf({ lexical, nearest, pinned }: Legs): Uint32Array {
  const all = [...pinned, ...(lexical?.documents ?? []), ...(nearest?.documents ?? [])];
  return Uint32Array.from(new Set(all));
}

function pin(pinned: readonly number[], documents: Uint32Array, scores: Float64Array): void {
  if (pinned.length === 0) return;
  const best = scores.reduce((most, score) => Math.max(most, score), 0);
  for (const document of pinned) scores[documents.indexOf(document)]! += best + 1;
}
