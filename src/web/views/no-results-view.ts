import type { SearchAnswer } from "#search";
import { type SearchState, toSearchRequest, withoutFilters } from "#search";
import { type ActiveFilter, listActiveFilters } from "./active-filters.ts";
import { loadPapers } from "./list-items.ts";
import type { HitView, SearchViewParts } from "./search-view.ts";

/** What is offered instead of results. */
export interface NoResults {
  /** Each filter, and how many papers there are without it. */
  readonly drops: readonly { filter: ActiveFilter; total: number }[];
  readonly totalWithoutFilters: number;
  /** What is nearest with the filters off and meaning allowed. */
  readonly nearest: readonly HitView[];
  /** The search that found `nearest`. */
  readonly answer: SearchAnswer;
}

const NEAREST = 3;
const MAX_DROPS = 6;

/** Looks around a search that found nothing: without each filter, and without all of them. */
export async function loadNoResults(
  parts: SearchViewParts,
  state: SearchState,
): Promise<NoResults> {
  const bare = withoutFilters(state);
  const find = (one: SearchState, limit: number): Promise<SearchAnswer> =>
    parts.search.find({ ...toSearchRequest(one), limit, offset: 0 });
  const filters = listActiveFilters(state).slice(0, MAX_DROPS);
  const [answer, unfiltered, ...counts] = await Promise.all([
    find({ ...bare, mode: "hybrid", sort: "relevance" }, NEAREST),
    find(bare, 1),
    ...filters.map((filter) => find(filter.without, 1)),
  ]);
  const papers = await loadPapers(
    parts.papers,
    answer.hits.map((hit) => hit.paperId),
  );
  const nearest = answer.hits.flatMap((hit, index) => {
    const paper = papers.get(hit.paperId);
    return paper ? [{ hit, paper, rank: index + 1 }] : [];
  });
  const drops = filters.map((filter, index) => ({ filter, total: counts[index]?.total ?? 0 }));
  return { drops, totalWithoutFilters: unfiltered.total, nearest, answer };
}
