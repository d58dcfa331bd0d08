import type { FindContext, Found } from "./find-context.ts";
import { meaningWeights } from "./fusion.ts";
import { findKnownItems } from "./known-items.ts";
import { legWeights } from "./leg-weights.ts";
import { runLexicalLeg } from "./lexical-leg.ts";
import { type MeaningLeg, runMeaningLeg } from "./meaning-leg.ts";
import { type Legs, type RankedHit, rankHits } from "./rank-hits.ts";
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
  const places = new Set(ranked.map(({ document }) => document));
  const near = meanings.flatMap(({ nearest }) => [...nearest.documents]);
  const lifted = lifts ? ranked.map(({ document }) => document) : [];
  const others = new Set(
    [...near, ...pinned, ...lifted].filter((one) => !((lexical?.all[one] ?? 0) > 0)),
  );
  const total = (lexical?.total ?? 0) + others.size;
  const isSelected = (one: number) => selection === undefined || selection[one] === 1;
  const mark = () => markHits(view.capacity, others, { scores: lexical?.all, selection });
  const tail =
    lexical && context.end > ranked.length && total > ranked.length
      ? followingHits(parts, { places, isSelected, scores: lexical.all, end: context.end })
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
    readonly places: ReadonlySet<number>;
    readonly isSelected: (document: number) => boolean;
    readonly scores: Float32Array;
    readonly end: number;
  },
): RankedHit[] {
  const limit = Math.min(rest.end - rest.places.size, rest.scores.length);
  const top = createTopDocuments(limit, goesFirst);
  for (let document = 0; document < rest.scores.length; document++) {
    const score = rest.scores[document]!;
    if (score > 0 && rest.isSelected(document) && !rest.places.has(document)) {
      top.offer(document, score);
    }
  }
  const { documents, scores } = top.finish();
  return Array.from(documents, (document, at) => {
    // Below every fused score, in order.
    return { document, score: -1 - at, words: scores[at]!, meaning: 0 };
  });
}

function markHits(
  capacity: number,
  others: ReadonlySet<number>,
  byWords: {
    readonly scores: Float32Array | undefined;
    readonly selection: Uint8Array | undefined;
  },
): Uint8Array {
  const marks = new Uint8Array(capacity);
  const { scores, selection } = byWords;
  if (scores) {
    for (let document = 0; document < capacity; document++) {
      if (scores[document]! > 0) marks[document] = selection?.[document] ?? 1;
    }
  }
  for (const document of others) marks[document] = 1;
  return marks;
}
