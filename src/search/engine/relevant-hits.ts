import type { FindContext, Found } from "./find-context.ts";
import { meaningWeights } from "./fusion.ts";
import { findKnownItems } from "./known-items.ts";
import { legWeights } from "./leg-weights.ts";
import { runLexicalLeg } from "./lexical-leg.ts";
import { type MeaningLeg, runMeaningLeg } from "./meaning-leg.ts";
import { type Legs, rankHits } from "./rank-hits.ts";
import type { RankedHit } from "./ranked-hit.ts";
import { boostHits } from "./route-clues.ts";
import type { SearchParts } from "./search-parts.ts";
import { createTopDocuments } from "./top-documents.ts";

/** Papers by their scores. */
export function findRelevant(context: FindContext): Found {
  const { parts, plan, query, selection, mode, routed } = context;
  const { view, goesFirst } = parts;
  const meanings = mode === "words" ? [] : runMeaningLegs(context);
  const lexical = mode === "meaning" ? undefined : runLexicalLeg(view, plan, selection, parts);
  const pinned = findKnownItems(view, context.request.query, selection);
  const usesPrior = query.phrases.length === 0 && pinned.length === 0;
  const legs: Legs = {
    mode,
    lexical,
    meanings,
    weights: legWeights(meanings, (legs) => meaningWeights(plan.analysed.words.length, legs)),
    titleTerms: plan.titleTerms,
    pinned,
    usesPrior,
  };
  const lifts = mode !== "meaning" && routed.boosts.size > 0 && pinned.length === 0;
  const depth = lifts || context.like ? Number.POSITIVE_INFINITY : context.end;
  const fused = rankHits(view, legs, { goesFirst, depth });
  const ranked = lifts ? boostHits(view, fused, routed, { selection, goesFirst }) : fused;
  const near = meanings.flatMap(({ nearest }) => [...nearest.documents]);
  const lifted = lifts ? ranked.map(({ document }) => document) : [];
  const others = new Set(
    [...near, ...pinned, ...lifted].filter((one) => !((lexical?.all[one] ?? 0) > 0)),
  );
  const total = (lexical?.total ?? 0) + others.size;
  const isSelected = (one: number) => selection === undefined || selection[one] === 1;
  const mark = () => markHits(view.capacity, others, lexical?.all);
  const tail =
    lexical && context.end > ranked.length && total > ranked.length
      ? followingHits(parts, { ranked, isSelected, scores: lexical.all, end: context.end })
      : [];
  return { hits: [...ranked, ...tail], total, mark };
}

/** Asks each space that knows something of the query. */
function runMeaningLegs({ parts, query, selection }: FindContext): MeaningLeg[] {
  const text = [query.words, ...query.phrases].join(" ");
  const legs = parts.spaces.map((one) =>
    runMeaningLeg(parts.view, one, one.space.embedQuery(text), { ...parts, selection }),
  );
  return legs.filter((leg) => leg !== undefined);
}

/** Hits by words that lie deeper than the fused ones, in the order of their words. */
function followingHits(
  { goesFirst }: SearchParts,
  rest: {
    readonly ranked: readonly RankedHit[];
    readonly isSelected: (document: number) => boolean;
    readonly scores: Float32Array;
    readonly end: number;
  },
): RankedHit[] {
  const places = new Set(rest.ranked.map(({ document }) => document));
  const limit = Math.min(rest.end - places.size, rest.scores.length);
  const top = createTopDocuments(limit, goesFirst);
  for (let document = 0; document < rest.scores.length; document++) {
    const score = rest.scores[document]!;
    if (score > 0 && rest.isSelected(document) && !places.has(document)) {
      top.offer(document, score);
    }
  }
  const { documents, scores } = top.finish();
  return Array.from(documents, (document, at) => {
    // Below every fused score, in order.
    return { document, score: -1 - at, words: scores[at]!, meaning: 0 };
  });
}

/** @param scores of documents by words, none negative; 0 for those left out. */
function markHits(
  capacity: number,
  others: ReadonlySet<number>,
  scores: Float32Array | undefined,
): Uint8Array {
  const marks = new Uint8Array(capacity);
  if (scores) {
    // The bits of a score are 0 where it is 0; no branch, as hits are too irregular to foresee.
    const bits = new Int32Array(scores.buffer, scores.byteOffset, capacity);
    for (let document = 0; document < capacity; document++) {
      marks[document] = (bits[document]! + 0x7fffffff) >>> 31;
    }
  }
  for (const document of others) marks[document] = 1;
  return marks;
}
