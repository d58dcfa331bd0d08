import { AppError, addDays, type Day, findDay } from "#platform";
import type { SearchFilters, SearchMode, SearchRequest, SearchSort } from "../search.ts";

/** Hits on one page. */
export const HITS_PER_PAGE = 20;
/** Deeper pages are not offered: filters lead further than leafing. */
export const MAX_PAGE = 500;
const MAX_QUERY_CHARACTERS = 1_000;
const MAX_VALUES = 20;
const MAX_VALUE_CHARACTERS = 200;

export const sorts = ["relevance", "new", "votes", "discussed"] as const;
export const modes = ["hybrid", "words", "meaning"] as const;
export const listFilters = ["category", "venue", "org", "author", "has"] as const;
const hasValues = ["code", "data", "model", "project", "comments"] as const;

export type ListFilter = (typeof listFilters)[number];

/** Everything the search page's address says. Values as written, lists in the order given. */
export interface SearchState extends Readonly<Record<ListFilter, readonly string[]>> {
  readonly q: string;
  readonly sort: SearchSort;
  readonly mode: SearchMode;
  /** From 1. */
  readonly page: number;
  /** A day, month or year, or empty. */
  readonly from: string;
  readonly to: string;
}

/** A search for everything. */
export const blankSearch: SearchState = {
  q: "",
  sort: sorts[0],
  mode: modes[0],
  page: 1,
  category: [],
  venue: [],
  org: [],
  author: [],
  has: [],
  from: "",
  to: "",
};

/** @throws AppError `invalid` when the address says more than a search can hold. */
export function parseSearchState(query: URLSearchParams): SearchState {
  const q = (query.get("q") ?? "").replace(/\s+/g, " ").trim();
  if (q.length > MAX_QUERY_CHARACTERS) {
    throw new AppError("invalid", `A search can hold ${MAX_QUERY_CHARACTERS} characters at most.`);
  }
  const list = (name: ListFilter): string[] => {
    const values = [...new Set(query.getAll(name).map((value) => value.trim()))].filter(Boolean);
    if (values.length > MAX_VALUES || values.some((one) => one.length > MAX_VALUE_CHARACTERS)) {
      throw new AppError("invalid", `The filter "${name}" holds too much; take some of it away.`);
    }
    return values;
  };
  const page = Math.floor(Number(query.get("page") ?? 1)) || 1;
  return {
    q,
    sort: oneOf(sorts, query.get("sort")),
    mode: oneOf(modes, query.get("mode")),
    page: Math.min(Math.max(page, 1), MAX_PAGE),
    category: list("category"),
    venue: list("venue"),
    org: list("org"),
    author: list("author"),
    has: list("has").filter((value) => (hasValues as readonly string[]).includes(value)),
    from: date(query.get("from")),
    to: date(query.get("to") ?? query.get("until")),
  };
}

/** The address of a state; what is the default is left out, so that each state has one address. */
export function searchPath(state: SearchState, change: Partial<SearchState> = {}): string {
  const next = { ...state, page: 1, ...change };
  const query = new URLSearchParams();
  if (next.q) query.set("q", next.q);
  for (const name of listFilters) for (const value of next[name]) query.append(name, value);
  if (next.from) query.set("from", next.from);
  if (next.to) query.set("to", next.to);
  if (next.sort !== sorts[0]) query.set("sort", next.sort);
  if (next.mode !== modes[0]) query.set("mode", next.mode);
  if (next.page > 1) query.set("page", String(next.page));
  return query.size > 0 ? `/search?${query}` : "/search";
}

/** The state without any filter. */
export function withoutFilters({ q, sort, mode }: SearchState): SearchState {
  return { ...blankSearch, q, sort, mode };
}

export function toSearchRequest(state: SearchState): SearchRequest {
  const filters: SearchFilters = {
    ...(state.author.length > 0 ? { authors: state.author } : {}),
    ...(state.org.length > 0 ? { organizations: state.org } : {}),
    ...(state.category.length > 0 ? { categories: state.category } : {}),
    ...(state.venue.length > 0 ? { venues: state.venue } : {}),
    ...(state.has.length > 0 ? { has: state.has as NonNullable<SearchFilters["has"]> } : {}),
    ...(state.from ? { from: edge(state.from, "first") } : {}),
    ...(state.to ? { until: edge(state.to, "last") } : {}),
  };
  return {
    query: state.q,
    mode: state.mode,
    sort: state.sort,
    filters,
    limit: HITS_PER_PAGE,
    offset: (state.page - 1) * HITS_PER_PAGE,
  };
}

function oneOf<Value extends string>(
  values: readonly [Value, ...Value[]],
  text: string | null,
): Value {
  return values.find((value) => value === text) ?? values[0];
}

/** `2026`, `2026-11` or `2026-11-20`; anything else counts as nothing. */
function date(text: string | null): string {
  const trimmed = (text ?? "").trim();
  const isYear = /^\d{4}$/.test(trimmed);
  const isMonth = /^\d{4}-\d{2}$/.test(trimmed) && findDay(`${trimmed}-01`) !== undefined;
  return isYear || isMonth || findDay(trimmed) ? trimmed : "";
}

function edge(text: string, side: "first" | "last"): Day {
  if (text.length === 4) return `${text}-${side === "first" ? "01-01" : "12-31"}` as Day;
  if (text.length === 10) return text as Day;
  const first = `${text}-01` as Day;
  if (side === "first") return first;
  // The 28th and four days more lie in the next month, whatever its length.
  const inNext = addDays(`${text}-28` as Day, 4);
  return addDays(`${inNext.slice(0, 7)}-01` as Day, -1);
}
