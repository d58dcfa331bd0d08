import type { PaperId } from "#papers";
import type { Day } from "#platform";
import type { SearchAnswer, SearchRequest, SimilarHit } from "../search.ts";
import type { GivenSpace } from "./given-space.ts";

/** What the index knows of a paper. Texts are plain: TeX already turned to text. */
export interface IndexDocument {
  readonly id: PaperId;
  readonly title: string;
  readonly abstract: string;
  readonly authors: readonly string[];
  readonly organizations: readonly string[];
  readonly categories: readonly string[];
  readonly keywords: readonly string[];
  readonly venue?: string;
  readonly arxivId?: string;
  readonly doi?: string;
  /** Edition day. */
  readonly date: Day;
  readonly has: readonly ("code" | "data" | "model" | "project" | "comments")[];
  readonly upvotes: number;
  readonly comments: number;
  readonly citations: number;
}

/** An index in this process's memory. Searching never changes it. */
export interface Engine {
  readonly size: number;
  /** @param given a space whose vector of the query was made elsewhere. */
  find(request: SearchRequest, given?: GivenSpace): SearchAnswer;
  /** @throws AppError `not_found` when the paper is not in the index. */
  similar(id: PaperId, limit: number, given?: GivenSpace): readonly SimilarHit[];
}
