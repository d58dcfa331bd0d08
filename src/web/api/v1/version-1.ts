import type { OpenAPIHono } from "@hono/zod-openapi";
import { type ListJson, listJson, paperJson } from "../../lists/index.ts";
import { loadEditionView } from "../../views/edition-view.ts";
import type { ListView } from "../../views/list-view.ts";
import { loadSimilarListView } from "../../views/paper-view.ts";
import { parseSearchState } from "../../views/search-state.ts";
import { loadSearchView } from "../../views/search-view.ts";
import type { ApiParts } from "../api-parts.ts";
import { getPaper } from "../get-paper.ts";
import { editionRoute, paperRoute, searchRoute, similarRoute, statusRoute } from "./routes.ts";

/** Our own API: the views of the pages, as JSON. */
export function addVersion1(app: OpenAPIHono, parts: ApiParts): void {
  const { papers, site } = parts;
  app.openapi(editionRoute, async (c) => {
    const { period } = c.req.valid("param");
    const { list } = await loadEditionView(parts, { period, ...c.req.valid("query"), site });
    return c.json(pageOf(list, `/v1/editions/${period}`), 200);
  });
  app.openapi(searchRoute, async (c) => {
    const state = parseSearchState(new URL(c.req.url).searchParams);
    const { list } = await loadSearchView(parts, state, site);
    return c.json(pageOf(list, "/v1/search"), 200);
  });
  app.openapi(similarRoute, async (c) => {
    const paper = await getPaper(papers, c.req.valid("param").id);
    const { list } = await loadSimilarListView(parts, paper, site);
    return c.json(listJson(list, site), 200);
  });
  app.openapi(paperRoute, async (c) => {
    const paper = await getPaper(papers, c.req.valid("param").id);
    return c.json(paperJson(paper, site), 200);
  });
  app.openapi(statusRoute, async (c) => c.json(await readStatus(parts), 200));

  /** The list's JSON, whose next page is asked for under the same address. */
  function pageOf(list: ListView, path: string): ListJson {
    const json = listJson(list, site);
    if (!list.nextPath) return json;
    const query = list.nextPath.slice(list.nextPath.indexOf("?"));
    return { ...json, nextUrl: `${site.url}/api${path}${query}` };
  }
}

async function readStatus({ papers, search, editions, site, clock }: ApiParts) {
  const [count, lastChange, newestEdition] = await Promise.all([
    papers.count(),
    papers.lastChange(),
    editions.newest("day"),
  ]);
  const index = search.status();
  return {
    title: site.title,
    timeZone: site.timeZone,
    now: clock.now().toISOString(),
    papers: count,
    ...(newestEdition && { newestEdition: newestEdition as string }),
    index: {
      papers: index.papers,
      isCatchingUp: index.isCatchingUp,
      changesBehind: Math.max(0, lastChange - index.seq),
    },
  };
}
