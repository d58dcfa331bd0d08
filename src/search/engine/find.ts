import { parseQuery } from "../query/parse-query.ts";
import type { ParsedQuery } from "../query/parsed-query.ts";
import type { SearchAnswer, SearchFilters, SearchRequest } from "../search.ts";
import { selectAmong } from "./among.ts";
import { marksIn, namedIn, toHit } from "./answer-hits.ts";
import { markAllWords } from "./browse.ts";
import { countFacets } from "./facets.ts";
import { type FindContext, type Found, readWindow } from "./find-context.ts";
import type { IndexView } from "./index-view.ts";
import { leaveOut, resolveLike } from "./like.ts";
import { findLike } from "./like-hits.ts";
import { findNothing, listAll } from "./list-hits.ts";
import { planQuery } from "./query-plan.ts";
import { findRelevant } from "./relevant-hits.ts";
import { routeClues } from "./route-clues.ts";
import type { SearchParts } from "./search-parts.ts";
import { selectDocuments } from "./selection.ts";

export function find(parts: SearchParts, request: SearchRequest): SearchAnswer {
  const started = performance.now();
  const { offset, limit } = readWindow(request);
  const parsed = parseQuery(request.query);
  const routed = routeClues(parts.view, parsed);
  const { query } = routed;
  const mode = request.mode ?? "hybrid";
  const { like, notes } = resolveLike(parts, query);
  const selected = selectPapers(parts.view, query, request.filters);
  const selection = like
    ? leaveOut(parts.view, selected, [...like.liked, ...like.unliked])
    : selected;
  const plan = planQuery(parts.view, query);
  const end = offset + limit;
  const context = { parts, request, query, plan, selection, mode, like, routed, end };
  const found = findHits(context);
  const ranked = found.hits.slice(offset, end);
  const hits = ranked.map((hit) => toHit(context, hit));
  return {
    query: request.query,
    mode,
    total: found.total,
    tookMs: performance.now() - started,
    hits,
    notes: [...query.notes, ...notes],
    terms: marksIn(context, ranked),
    ...(like && { named: namedIn(parts, like) }),
    ...(plan.suggestion !== undefined && { suggestion: plan.suggestion }),
    ...(request.facets && { facets: countFacets(parts.view, found.mark()) }),
  };
}

/** Chooses the way in which the papers are found. */
function findHits(context: FindContext): Found {
  const { plan, request, mode } = context;
  const sort = request.sort ?? "relevance";
  const asksLike = context.query.like.length > 0;
  if (plan.groups.length === 0 && asksLike && !context.like?.hasLike) return findNothing(context);
  if (context.like) return findLike(context, context.like);
  if (plan.groups.length === 0) return listAll(context, context.selection);
  if (request.everyWord && mode !== "meaning") return findComplete(context);
  if (sort === "relevance") return findRelevant(context);
  if (mode === "meaning") return listAll(context, findRelevant(context).mark());
  const complete = markAllWords(context.parts.view, plan);
  restrict(complete, context.selection);
  const isEmpty = !complete.includes(1);
  return listAll(context, isEmpty ? findRelevant(context).mark() : complete);
}

/** Papers with every word, in whatever order. */
function findComplete(context: FindContext): Found {
  const selection = markAllWords(context.parts.view, context.plan);
  restrict(selection, context.selection);
  const sort = context.request.sort ?? "relevance";
  return sort === "relevance"
    ? findRelevant({ ...context, selection })
    : listAll(context, selection);
}

function selectPapers(view: IndexView, query: ParsedQuery, filters: SearchFilters | undefined) {
  const selection = selectDocuments(view, query, filters);
  return filters?.among ? selectAmong(view, selection, filters.among) : selection;
}

function restrict(marks: Uint8Array, selection: Uint8Array | undefined): void {
  if (!selection) return;
  for (let at = 0; at < marks.length; at++) if (selection[at] === 0) marks[at] = 0;
}
