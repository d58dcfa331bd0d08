import type { PaperReader, PaperWithTally } from "#papers";
import type { Clock } from "#platform";
import type { Search, SearchAnswer, SearchHit } from "#search";
import { count } from "../dates.ts";
import { loadPapers, newestInstant } from "./list-items.ts";
import type { ListItem, ListView, Site } from "./list-view.ts";
import {
  HITS_PER_PAGE,
  MAX_PAGE,
  type SearchState,
  searchPath,
  toSearchRequest,
} from "./search-state.ts";

export interface SearchView {
  readonly list: ListView;
  readonly state: SearchState;
  readonly answer: SearchAnswer;
  readonly hits: readonly HitView[];
  readonly pages: number;
  /** Some papers can not be found yet. */
  readonly isIndexing: boolean;
}

export interface HitView {
  readonly hit: SearchHit;
  readonly paper: PaperWithTally;
  readonly rank: number;
}

export interface SearchViewParts {
  readonly papers: Pick<PaperReader, "findMany">;
  readonly search: Pick<Search, "find" | "status">;
  readonly clock: Clock;
}

/** Results of one search: ids from the index, then their papers, then the list as shown. */
export async function loadSearchView(
  parts: SearchViewParts,
  state: SearchState,
  site: Site,
): Promise<SearchView> {
  const request = toSearchRequest(state);
  const answer = await parts.search.find({ ...request, facets: true });
  const ids = answer.hits.map((hit) => hit.paperId);
  const papers = await loadPapers(parts.papers, ids);
  const offset = (state.page - 1) * HITS_PER_PAGE;
  const hits = answer.hits.flatMap((hit, index) => {
    const paper = papers.get(hit.paperId);
    return paper ? [{ hit, paper, rank: offset + index + 1 }] : [];
  });
  const pages = Math.min(Math.max(1, Math.ceil(answer.total / HITS_PER_PAGE)), MAX_PAGE);
  const { isCatchingUp: isIndexing } = parts.search.status();
  const view = { state, answer, hits, pages, isIndexing };
  return { ...view, list: describe(view, site, parts.clock.now()) };
}

/** Only the vectors found it: no word of the query stands in it. */
export function isByMeaningAlone(hit: SearchHit): boolean {
  return hit.meaning > 0 && hit.words === 0 && hit.matched.length === 0;
}

function describe(view: Omit<SearchView, "list">, site: Site, now: Date): ListView {
  const { state, answer, hits, pages } = view;
  const path = searchPath(state, { page: state.page });
  const subject = state.q === "" ? "all papers" : state.q;
  const items: ListItem[] = hits.map(({ hit, paper, rank }) => ({
    rank,
    paper,
    ...(isByMeaningAlone(hit) ? { reason: "Found by meaning" } : {}),
  }));
  return {
    name: path.slice(1),
    title: `${site.title}: ${subject}`,
    subtitle: `${count(answer.total, "paper")} for this search`,
    path,
    updatedAt: newestInstant(
      hits.map((hit) => hit.paper),
      now,
    ),
    total: answer.total,
    items,
    ...(state.page < pages ? { nextPath: searchPath(state, { page: state.page + 1 }) } : {}),
  };
}
