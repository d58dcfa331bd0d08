import type { PaperId, PaperReader, PaperWithTally } from "#papers";
import type { Clock } from "#platform";
import type { Search, SearchAnswer, SearchHit } from "#search";
import { HITS_PER_PAGE, MAX_PAGE, type SearchState, searchPath, toSearchRequest } from "#search";
import { count } from "../dates.ts";
import { loadPapers, newestInstant } from "./list-items.ts";
import type { ListItem, ListView, Site } from "./list-view.ts";
import { sharedReason } from "./shared-reason.ts";

export interface SearchView {
  readonly list: ListView;
  readonly state: SearchState;
  readonly answer: SearchAnswer;
  readonly hits: readonly HitView[];
  readonly pages: number;
  /** Papers that `like:` and `unlike:` name. */
  readonly like: readonly PaperWithTally[];
  readonly unlike: readonly PaperWithTally[];
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
  const { like = [], unlike = [] } = answer.named ?? {};
  const papers = await loadPapers(parts.papers, [...ids, ...like, ...unlike]);
  const known = (named: readonly PaperId[]) =>
    named.map((id) => papers.get(id)).filter((paper) => paper !== undefined);
  const offset = (state.page - 1) * HITS_PER_PAGE;
  const hits = answer.hits.flatMap((hit, index) => {
    const paper = papers.get(hit.paperId);
    return paper ? [{ hit, paper, rank: offset + index + 1 }] : [];
  });
  const pages = Math.min(Math.max(1, Math.ceil(answer.total / HITS_PER_PAGE)), MAX_PAGE);
  const { isCatchingUp: isIndexing } = parts.search.status();
  const named = { like: known(like), unlike: known(unlike) };
  const view = { state, answer, hits, pages, isIndexing, ...named };
  return { ...view, list: describe(view, site, parts.clock.now()) };
}

/** Only the vectors found it: no word of the query, or of the papers to be like, stands in it. */
export function isByMeaningAlone(hit: SearchHit): boolean {
  const isByWords = hit.words > 0 || hit.matched.length > 0 || (hit.sharedTerms?.length ?? 0) > 0;
  return hit.meaning > 0 && !isByWords;
}

/** Why a hit is like the papers that the query names, where it names any. */
export function likeReason({ sharedTerms = [] }: SearchHit): string | undefined {
  return sharedTerms.length > 0 ? sharedReason(sharedTerms) : undefined;
}

function reasonOf(hit: SearchHit): { reason?: string } {
  const reason = isByMeaningAlone(hit) ? "Found by meaning" : likeReason(hit);
  return reason === undefined ? {} : { reason };
}

function describe(view: Omit<SearchView, "list">, site: Site, now: Date): ListView {
  const { state, answer, hits, pages } = view;
  const path = searchPath(state, { page: state.page });
  const subject = state.q === "" ? "all papers" : state.q;
  const items: ListItem[] = hits.map(({ hit, paper, rank }) => ({
    rank,
    paper,
    ...reasonOf(hit),
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
    ...(answer.notes.length > 0 ? { notes: answer.notes } : {}),
    total: answer.total,
    items,
    ...(state.page < pages ? { nextPath: searchPath(state, { page: state.page + 1 }) } : {}),
  };
}
