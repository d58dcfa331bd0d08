import type { z } from "@hono/zod-openapi";
import { type PaperWithTally, texToText } from "#papers";
import { marksOf } from "../../marks.ts";
import type { ApiParts } from "../api-parts.ts";
import { formatCursor, parseCursor, readFrom } from "./cursor.ts";
import { dailyItem } from "./daily-paper.ts";
import { highlight } from "./highlight.ts";
import { siteUser } from "./identities.ts";
import {
  filterListing,
  type Listing,
  newestListing,
  periodListing,
  trendingListing,
} from "./listing.ts";
import type { listDailyPapersQuery } from "./listing-query.ts";
import { readSaid } from "./said.ts";
import type { SearchItem } from "./schema.ts";
import { loadShares } from "./shares.ts";

type DailyPapersQuery = z.infer<typeof listDailyPapersQuery>;

/** One page of an edition, of what is trending, or of all papers. */
export async function readDailyPapers(
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
  const found = await filterListing(listing, papers, (page) => ofSubmitter(parts, page, submitter));
  return found.slice(p * limit, (p + 1) * limit);
}

async function ofSubmitter(parts: ApiParts, page: readonly PaperWithTally[], name: string) {
  const shares = await loadShares(parts, page);
  const siteName = siteUser(parts.site).name;
  return page.filter((paper) => {
    const said = readSaid(paper);
    const elsewhere = said.submittedBy ?? said.submittedOnDailyBy;
    const who = shares.get(paper.id)?.submitter ?? elsewhere;
    return (who?.name ?? siteName) === name;
  });
}

export async function searchItems(
  parts: ApiParts,
  query: string,
  limit: number,
): Promise<SearchItem[]> {
  const answer = await parts.search.find({ query, limit });
  const found = await parts.papers.findMany(answer.hits.map((hit) => hit.paperId));
  const shares = await loadShares(parts, found);
  const marks = marksOf(answer);
  return found.map((paper) => ({
    id: paper.id,
    ...dailyItem(paper, parts.site, shares.get(paper.id)),
    highlightedTitle: highlight(texToText(paper.title), marks),
    highlightedSummary: highlight(texToText(paper.abstract), marks),
  }));
}

export async function readAllPapers(
  { editions }: ApiParts,
  cursor: string | undefined,
  limit: number,
) {
  const newest = cursor === undefined ? await editions.newest("day") : undefined;
  const start =
    cursor === undefined ? newest && { period: newest, offset: 0 } : parseCursor(cursor);
  if (!start) return { ids: [] };
  const { ids, next } = await readFrom(editions, start, limit);
  return { ids, ...(next && { next: formatCursor(next) }) };
}
