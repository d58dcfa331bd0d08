import type { SearchMode } from "../search.ts";
import { trustLegs } from "./fusion.ts";
import { type IndexView, locate } from "./index-view.ts";
import { type LexicalLeg, orderByScore } from "./lexical-leg.ts";
import type { MeaningLeg } from "./meaning-leg.ts";
import { priorAt } from "./prior.ts";
import { rankWords } from "./rank-words.ts";
import type { RankedHit } from "./ranked-hit.ts";
import { scoreCandidates } from "./score-candidates.ts";
import { coverTitles } from "./title-cover.ts";
import type { TieBreak } from "./top-documents.ts";

export interface Legs {
  readonly mode: SearchMode;
  readonly lexical: LexicalLeg | undefined;
  /** One per space that knows something of the query. */
  readonly meanings: readonly MeaningLeg[];
  /** Share of each of them in the fused score. */
  readonly weights: readonly number[];
  /** The query as it may stand in a title. */
  readonly titleTerms: readonly string[];
  /** Papers named by the query: they lead. */
  readonly pinned: readonly number[];
  /** Whether citations and age count. */
  readonly usesPrior: boolean;
}

/** The best `depth` hits of all legs in their fused order. */
export function rankHits(
  view: IndexView,
  legs: Legs,
  { goesFirst, depth }: { readonly goesFirst: TieBreak; readonly depth: number },
): RankedHit[] {
  const { lexical, meanings, pinned } = legs;
  if (lexical && meanings.length === 0 && pinned.length === 0) {
    return rankWords(view, { ...legs, lexical }, { goesFirst, depth });
  }
  return rankCandidates(view, legs, { goesFirst, depth });
}

/** The same, every candidate scored in full. */
export function rankCandidates(
  view: IndexView,
  legs: Legs,
  { goesFirst, depth }: { readonly goesFirst: TieBreak; readonly depth: number },
): RankedHit[] {
  const documents = candidatesOf(legs);
  const { scores, words, meanings } = scoreCandidates(
    view,
    documents,
    {
      ...legs,
      weigh: (stretched) => trustLegs(stretched, legs.weights),
      follows: legs.mode === "hybrid",
    },
    goesFirst,
  );
  if (legs.lexical) {
    const bonuses = coverTitles(view, legs.titleTerms, { documents, words });
    for (let at = 0; at < scores.length; at++) scores[at]! += bonuses[at]!;
  }
  if (legs.usesPrior) {
    for (let at = 0; at < scores.length; at++) {
      const { segment, local } = locate(view, documents[at]!);
      scores[at]! += priorAt(view.statistics, segment, local);
    }
  }
  pin(legs.pinned, documents, scores);
  const order = orderByScore(documents, scores, goesFirst).subarray(0, depth);
  return Array.from(order, (at) => ({
    document: documents[at]!,
    score: scores[at]!,
    words: words[at]!,
    meaning: meanings.reduce((most, cosines) => Math.max(most, cosines[at]!), 0),
  }));
}

function candidatesOf({ lexical, meanings, pinned }: Legs): Uint32Array {
  if (lexical && meanings.length === 0 && pinned.length === 0) return lexical.documents;
  const all = new Set([...pinned, ...(lexical?.documents ?? [])]);
  for (const { nearest } of meanings) for (const document of nearest.documents) all.add(document);
  return Uint32Array.from(all);
}

function pin(pinned: readonly number[], documents: Uint32Array, scores: Float64Array): void {
  if (pinned.length === 0) return;
  const best = scores.reduce((most, score) => Math.max(most, score), 0);
  for (const document of pinned) scores[documents.indexOf(document)]! += best + 1;
}
