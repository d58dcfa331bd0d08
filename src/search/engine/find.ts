import type { PaperId } from "#papers";
import { AppError } from "#platform";
import { parseQuery } from "../query/parse-query.ts";
import type { ParsedQuery } from "../query/parsed-query.ts";
import type { SearchAnswer, SearchHit, SearchMode, SearchRequest } from "../search.ts";
import { markAllWords, matchedWords, sortDocuments } from "./browse.ts";
import { countFacets } from "./facets.ts";
import { meaningWeights } from "./fusion.ts";
import { type IndexView, locate } from "./index-view.ts";
import { findKnownItems } from "./known-items.ts";
import { runLexicalLeg } from "./lexical-leg.ts";
import type { LengthNorms } from "./lexical-scores.ts";
import { type MeaningLeg, runMeaningLeg, type SpaceView } from "./meaning-leg.ts";
import { planQuery, type QueryPlan } from "./query-plan.ts";
import { type Legs, type RankedHit, rankHits } from "./rank-hits.ts";
import { selectDocuments } from "./selection.ts";
import { stringAt } from "./string-table.ts";
import { createTopDocuments, type TieBreak } from "./top-documents.ts";

const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 1000;

/** What a search works with; scratch and agreements are as long as the index. */
export interface SearchParts {
  readonly view: IndexView;
  readonly spaces: readonly SpaceView[];
  readonly norms: LengthNorms;
  readonly scratch: Float32Array;
  readonly agreements: Uint16Array;
  readonly goesFirst: TieBreak;
}

/** Hits `[0, end)` of an answer, and how many there are in all. */
interface Found {
  readonly hits: readonly RankedHit[];
  readonly total: number;
  /** One byte per document, 1: a hit. */
  readonly mark: () => Uint8Array;
}

export function find(parts: SearchParts, request: SearchRequest): SearchAnswer {
  const started = performance.now();
  const { offset, limit } = readWindow(request);
  const query = parseQuery(request.query);
  const mode = request.mode ?? "hybrid";
  const selection = selectDocuments(parts.view, query, request.filters);
  const plan = planQuery(parts.view, query);
  const context = { parts, request, query, plan, selection, mode, end: offset + limit };
  const found = findHits(context);
  const hits = found.hits.slice(offset, offset + limit).map((hit) => toHit(context, hit));
  return {
    query: request.query,
    mode,
    total: found.total,
    tookMs: performance.now() - started,
    hits,
    terms: plan.marks,
    ...(plan.suggestion !== undefined && { suggestion: plan.suggestion }),
    ...(request.facets && { facets: countFacets(parts.view, found.mark()) }),
  };
}

interface Context {
  readonly parts: SearchParts;
  readonly request: SearchRequest;
  readonly query: ParsedQuery;
  readonly plan: QueryPlan;
  readonly selection: Uint8Array | undefined;
  readonly mode: SearchMode;
  readonly end: number;
}

function readWindow({ limit = DEFAULT_LIMIT, offset = 0 }: SearchRequest) {
  if (!Number.isInteger(limit) || limit < 0 || limit > MAX_LIMIT) {
    throw new AppError("invalid", `The limit must be a whole number from 0 to ${MAX_LIMIT}`);
  }
  if (!Number.isInteger(offset) || offset < 0) {
    throw new AppError("invalid", "The offset must be a whole number, 0 or more");
  }
  return { limit, offset };
}

function findHits(context: Context): Found {
  const { plan, request, mode } = context;
  const sort = request.sort ?? "relevance";
  if (plan.groups.length === 0) return listAll(context, context.selection);
  if (sort === "relevance") return findRelevant(context);
  if (mode === "meaning") return listAll(context, findRelevant(context).mark());
  const complete = markAllWords(context.parts.view, plan);
  restrict(complete, context.selection);
  const isEmpty = !complete.includes(1);
  return listAll(context, isEmpty ? findRelevant(context).mark() : complete);
}

/** Papers in the order of a column, without scores. */
function listAll({ parts, request, end }: Context, selection: Uint8Array | undefined): Found {
  const { view, goesFirst } = parts;
  const limit = Math.min(end, view.capacity);
  const top = sortDocuments(view, request.sort ?? "relevance", selection, { limit, goesFirst });
  const hits = Array.from(top.documents, (document) => {
    return { document, score: 0, words: 0, meaning: 0 };
  });
  const mark = () => selection ?? new Uint8Array(view.capacity).fill(1);
  return { hits, total: top.total, mark };
}

function findRelevant(context: Context): Found {
  const { parts, plan, query, selection, mode } = context;
  const { view, goesFirst } = parts;
  const meanings = mode === "words" ? [] : runMeaningLegs(context);
  const lexical = mode === "meaning" ? undefined : runLexicalLeg(view, plan, selection, parts);
  const pinned = findKnownItems(view, context.request.query, selection);
  const usesPrior = query.phrases.length === 0 && pinned.length === 0;
  const legs: Legs = {
    mode,
    lexical,
    meanings,
    weights: meaningWeights(plan.analysed.words.length, meanings.length),
    pinned,
    usesPrior,
  };
  const ranked = rankHits(view, legs, goesFirst);
  const places = new Set(ranked.map(({ document }) => document));
  const near = meanings.flatMap(({ nearest }) => [...nearest.documents]);
  const others = new Set([...near, ...pinned].filter((one) => !((lexical?.all[one] ?? 0) > 0)));
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
function runMeaningLegs({ parts, query, selection }: Context): MeaningLeg[] {
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

function restrict(marks: Uint8Array, selection: Uint8Array | undefined): void {
  if (!selection) return;
  for (let at = 0; at < marks.length; at++) if (selection[at] === 0) marks[at] = 0;
}

function toHit({ parts, plan }: Context, hit: RankedHit): SearchHit {
  const { segment, local } = locate(parts.view, hit.document);
  return {
    paperId: stringAt(segment.ids, local) as PaperId,
    score: hit.score,
    words: hit.words,
    meaning: hit.meaning,
    matched: matchedWords(parts.view, plan, { segment, local }),
  };
}
