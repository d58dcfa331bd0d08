import { AppError } from "#platform";
import { SHOWN_TERMS } from "../engine/similar.ts";
import { parseQuery } from "../query/parse-query.ts";
import type { SearchAnswer, SearchHit, SearchRequest } from "../search.ts";
import { readFacets } from "./facets/store.ts";
import { findLike } from "./find-like.ts";
import { findComplete, listMatching, listPapers } from "./find-listed.ts";
import { findRelevant } from "./find-relevant.ts";
import { planQuery } from "./plan-query.ts";
import { readTotals } from "./reading/store.ts";
import { resolveLike } from "./resolve-like.ts";
import { routeClues } from "./route-clues.ts";
import { heldTerms, termsInText } from "./score-papers.ts";
import {
  type FoundPaper,
  type FoundPapers,
  type LikeQuery,
  narrow,
  type PostgresParts,
  type SearchContext,
} from "./search-context.ts";
import { isNoneOf, isOneOf, selectPapers } from "./selecting/store.ts";
import { reasons } from "./similar-papers.ts";

const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 1000;
/** Share of all papers from which on the index over terms tells little. */
const BROAD_SHARE = 0.5;

export async function find(parts: PostgresParts, request: SearchRequest): Promise<SearchAnswer> {
  const started = performance.now();
  const context = await prepare(parts, request);
  const found = await findPapers(context);
  const { plan, query, mode, like } = context;
  return {
    query: request.query,
    mode,
    total: found.total,
    hits: found.hits.map((hit) => toHit(context, hit)),
    notes: [...query.notes, ...context.notes],
    terms: [...new Set([...plan.marks, ...(like?.hasLike ? sharedMarks(like, found) : [])])],
    ...(like && { named: { like: like.liked, unlike: like.unliked } }),
    ...(plan.suggestion !== undefined && { suggestion: plan.suggestion }),
    ...(request.facets && { facets: await countFacets(context, found) }),
    tookMs: performance.now() - started,
  };
}

async function prepare(parts: PostgresParts, request: SearchRequest): Promise<SearchContext> {
  const { limit = DEFAULT_LIMIT, offset = 0 } = request;
  if (!Number.isInteger(limit) || limit < 0 || limit > MAX_LIMIT) {
    throw new AppError("invalid", `The limit must be a whole number from 0 to ${MAX_LIMIT}`);
  }
  if (!Number.isInteger(offset) || offset < 0) {
    throw new AppError("invalid", "The offset must be a whole number, 0 or more");
  }
  const { database } = parts;
  const parsed = parseQuery(request.query);
  const totals = await readTotals(database);
  const { query, ...clues } = await routeClues(parts, totals, parsed);
  const [plan, selected, { like, notes }] = await Promise.all([
    planQuery(database, totals, query),
    selectPapers(database, query, request.filters, totals),
    resolveLike(parts, totals, query),
  ]);
  const mode = request.mode ?? "hybrid";
  const { among } = request.filters ?? {};
  const inReach = narrow(selected, among && isOneOf(among));
  const selection = narrow(inReach, like && isNoneOf([...like.liked, ...like.unliked]));
  const asked = { request, query, mode, plan, selection, limit, offset };
  return { ...asked, parts, totals, like, notes, ...clues };
}

async function findPapers(context: SearchContext): Promise<FoundPapers> {
  const { plan, request, query, like } = context;
  const hasWords = plan.groups.length > 0;
  if (!hasWords && query.like.length > 0 && !like?.hasLike) return NOTHING;
  if (like) return findLike(context, like);
  if (!hasWords) return listPapers(context);
  if (request.everyWord && context.mode !== "meaning") return findComplete(context);
  const isByRelevance = (request.sort ?? "relevance") === "relevance";
  return isByRelevance ? findRelevant(context) : listMatching(context);
}

const NOTHING: FoundPapers = { hits: [], total: 0, condition: isOneOf([]) };

function toHit(
  { plan, like, boosts, names }: SearchContext,
  { paper, ...scores }: FoundPaper,
): SearchHit {
  const held = heldTerms(plan.terms, paper).map(({ token }) => token);
  const matched = boosts.has(paper.id) ? [...new Set([...held, ...names])] : held;
  const sharedTerms = like?.hasLike ? { sharedTerms: reasons(like.terms, paper) } : {};
  return { paperId: paper.id, ...scores, matched, ...sharedTerms };
}

function sharedMarks({ terms }: LikeQuery, { hits }: FoundPapers): string[] {
  return hits.flatMap(({ paper }) =>
    termsInText(terms, paper)
      .slice(0, SHOWN_TERMS)
      .map(({ term }) => term),
  );
}

/** Facets of all hits, or of an even sample where they are more than are counted. */
function countFacets({ parts, totals, selection }: SearchContext, found: FoundPapers) {
  const { condition, textCondition, total } = found;
  const { sampled } = parts.limits;
  const share = total > sampled ? sampled / total : 1;
  const isBroad = share < 1 && total > BROAD_SHARE * totals.documents;
  const holds = isBroad ? (textCondition ?? condition) : condition;
  return readFacets(parts.database, narrow(selection, holds), share);
}
