import type { SearchAnswer, SimilarHit } from "../search.ts";
import type { Searcher } from "./searcher.ts";

/** Papers whose words a new thread asks for; by then the code in a query's way is compiled. */
const PAPERS = 8;

/** Asks a thread of its own words, so that its first reader waits no longer than the next. */
export function warmUp(searcher: Searcher): void {
  const find = (query: string) =>
    searcher.answer({
      kind: "find",
      request: { query, sort: query === "" ? "new" : "relevance", limit: PAPERS, facets: true },
    }) as SearchAnswer;
  for (const { paperId } of find("").hits) {
    const similar = searcher.answer({ kind: "similar", paperId, limit: 3 });
    const words = (similar as readonly SimilarHit[]).flatMap(({ sharedTerms }) => sharedTerms);
    find(words.slice(0, 3).join(" "));
  }
}
