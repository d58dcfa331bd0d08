import type { OpenAPIHono, z } from "@hono/zod-openapi";
import { type PaperWithTally, texToText } from "#papers";
import { marksOf } from "../../marks.ts";
import type { ApiParts } from "../api-parts.ts";
import { getPaper } from "../get-paper.ts";
import { formatCursor, parseCursor, readFrom } from "./cursor.ts";
import { dailyItem, dailyPaper, paperInfo } from "./daily-paper.ts";
import { highlight } from "./highlight.ts";
import { siteUser } from "./identities.ts";
import {
  filterListing,
  type Listing,
  newestListing,
  periodListing,
  trendingListing,
} from "./listing.ts";
import { linkedRepositories } from "./repositories.ts";
import {
  dailyPapersRoute,
  listPapersRoute,
  paperInfoRoute,
  repositoriesRoute,
  searchPapersRoute,
} from "./routes.ts";
import { readSaid } from "./said.ts";
import type { SearchItem } from "./schema.ts";

/** The read surface of the Daily Papers API: its paths, parameters, names and statuses. */
export function addDailyPapers(app: OpenAPIHono, parts: ApiParts): void {
  const { papers, site } = parts;
  app.openapi(dailyPapersRoute, async (c) => {
    const page = await readDailyPapers(parts, c.req.valid("query"));
    return c.json(
      page.map((paper) => dailyItem(paper, site)),
      200,
    );
  });
  app.openapi(searchPapersRoute, async (c) => {
    const { q, limit } = c.req.valid("query");
    return c.json(await searchItems(parts, q, limit), 200);
  });
  app.openapi(listPapersRoute, async (c) => {
    const { cursor, limit } = c.req.valid("query");
    const { ids, next } = await readPage(parts, cursor, limit);
    if (next) {
      const address = `${site.url}/api/papers?limit=${limit}&cursor=${next}`;
      c.header("link", `<${address}>; rel="next"`);
    }
    const found = await papers.findMany(ids);
    return c.json(
      found.map((paper) => dailyPaper(paper, site)),
      200,
    );
  });
  app.openapi(repositoriesRoute, async (c) => {
    const paper = await getPaper(papers, c.req.valid("param").id);
    return c.json(linkedRepositories(paper), 200);
  });
  app.openapi(paperInfoRoute, async (c) => {
    const paper = await getPaper(papers, c.req.valid("param").id);
    return c.json(paperInfo(paper, site), 200);
  });
}

type DailyPapersQuery = z.infer<typeof dailyPapersRoute.request.query>;

async function readDailyPapers(
  parts: ApiParts,
  query: DailyPapersQuery,
): Promise<PaperWithTally[]> {
  const { papers, editions } = parts;
  const { p, limit, submitter } = query;
  const period = query.date ?? query.week ?? query.month;
  let listing: Listing;
  if (period) listing = periodListing(editions, period);
  else if (query.sort === "trending") listing = trendingListing(editions);
  else listing = newestListing(editions);
  if (!submitter) return papers.findMany(await listing(p * limit, limit));
  const siteName = siteUser(parts.site).name;
  const found = await filterListing(listing, papers, (paper) => {
    const said = readSaid(paper);
    return ((said.submittedBy ?? said.submittedOnDailyBy)?.name ?? siteName) === submitter;
  });
  return found.slice(p * limit, (p + 1) * limit);
}

async function searchItems(parts: ApiParts, query: string, limit: number): Promise<SearchItem[]> {
  const answer = await parts.search.find({ query, limit });
  const found = await parts.papers.findMany(answer.hits.map((hit) => hit.paperId));
  const marks = marksOf(answer);
  return found.map((paper) => ({
    id: paper.id,
    ...dailyItem(paper, parts.site),
    highlightedTitle: highlight(texToText(paper.title), marks),
    highlightedSummary: highlight(texToText(paper.abstract), marks),
  }));
}

async function readPage({ editions }: ApiParts, cursor: string | undefined, limit: number) {
  const newest = cursor === undefined ? await editions.newest("day") : undefined;
  const start =
    cursor === undefined ? newest && { period: newest, offset: 0 } : parseCursor(cursor);
  if (!start) return { ids: [] };
  const { ids, next } = await readFrom(editions, start, limit);
  return { ids, ...(next && { next: formatCursor(next) }) };
}
