import { AppError } from "#platform";
import type { ParsedQuery } from "../query/parsed-query.ts";
import type { SearchMode, SearchRequest } from "../search.ts";
import type { LikeQuery } from "./like.ts";
import type { QueryPlan } from "./query-plan.ts";
import type { RankedHit } from "./ranked-hit.ts";
import type { RoutedQuery } from "./route-clues.ts";
import type { SearchParts } from "./search-parts.ts";

const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 1000;

/** What one search goes by. */
export interface FindContext {
  readonly parts: SearchParts;
  readonly request: SearchRequest;
  readonly query: ParsedQuery;
  readonly plan: QueryPlan;
  readonly selection: Uint8Array | undefined;
  readonly mode: SearchMode;
  /** Present when the query names papers to be like or not to be like. */
  readonly like: LikeQuery | undefined;
  /** What an author and a year in the query add to the scores of their papers. */
  readonly routed: RoutedQuery;
  /** Hits from the first to the last that is asked for. */
  readonly end: number;
}

/** Hits `[0, end)` of an answer, and how many there are in all. */
export interface Found {
  readonly hits: readonly RankedHit[];
  readonly total: number;
  /** One byte per document, 1: a hit. */
  readonly mark: () => Uint8Array;
}

/** Which hits are asked for. */
export function readWindow({ limit = DEFAULT_LIMIT, offset = 0 }: SearchRequest) {
  if (!Number.isInteger(limit) || limit < 0 || limit > MAX_LIMIT) {
    throw new AppError("invalid", `The limit must be a whole number from 0 to ${MAX_LIMIT}`);
  }
  if (!Number.isInteger(offset) || offset < 0) {
    throw new AppError("invalid", "The offset must be a whole number, 0 or more");
  }
  return { limit, offset };
}
