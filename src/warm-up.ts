import { texToText } from "#papers";
import type { App } from "./app.ts";
import type { Fetch } from "./listen.ts";

/** Searches asked before anybody else asks; by then the code in their way is compiled. */
const SEARCHES = 8;
const WORDS = 3;

/**
 * Asks the site for its front page and for words of its own newest titles, so that the first
 * reader waits no longer than the next. Does nothing while there are no papers.
 */
export async function warmUp(app: App, fetch: Fetch): Promise<void> {
  if (app.search.status().papers === 0) return;
  const ask = async (path: string): Promise<void> => {
    const response = await fetch(new Request(new URL(path, app.site.url)));
    await response.arrayBuffer();
  };
  const { hits } = await app.search.find({ query: "", sort: "new", limit: SEARCHES });
  const papers = await app.papers.findMany(hits.map((hit) => hit.paperId));
  await ask("/");
  for (const { title } of papers) {
    const words = texToText(title).split(/\s+/).slice(0, WORDS).join(" ");
    await ask(`/search?${new URLSearchParams({ q: words })}`);
  }
}
