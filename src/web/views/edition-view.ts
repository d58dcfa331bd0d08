import {
  type Edition,
  type EditionReader,
  type EditionSort,
  type Period,
  type PeriodKind,
  periodKind,
} from "#editions";
import type { PaperReader, PaperWithTally } from "#papers";
import type { Clock } from "#platform";
import { addresses } from "../addresses.ts";
import { count, longPeriod } from "../dates.ts";
import { loadPapers, newestInstant } from "./list-items.ts";
import type { ListItem, ListView, Site } from "./list-view.ts";
import { listRising, presentTrending } from "./trending-view.ts";

/** Papers on one page of an edition. */
const PAGE_SIZE = 50;
const EARLIER = 6;
const MAX_RISING = 4;

export interface EditionView {
  readonly list: ListView;
  readonly edition: Edition;
  readonly kind: PeriodKind;
  readonly sort: EditionSort;
  readonly page: number;
  readonly pages: number;
  /** Newest periods of the kind and how many papers each holds. */
  readonly recent: readonly { period: Period; papers: number }[];
  /** For an empty edition: the nearest period before it that has papers. */
  readonly nearest?: Period | undefined;
  /** What gains most today; for the side of the newest editions. */
  readonly rising: readonly ListItem[];
}

export interface EditionViewRequest {
  readonly period: Period;
  readonly sort: EditionSort;
  /** From 1. */
  readonly page: number;
  /** Path of the page where it is not the edition's own, as for `/`. */
  readonly path?: string;
  readonly site: Site;
}

export interface EditionViewParts {
  readonly papers: Pick<PaperReader, "findMany">;
  readonly editions: Pick<EditionReader, "get" | "list" | "nearest" | "trending">;
  readonly clock: Clock;
}

/** One page of an edition: ids in order, then their papers, then what stands around them. */
export async function loadEditionView(
  parts: EditionViewParts,
  request: EditionViewRequest,
): Promise<EditionView> {
  const { period, sort, page } = request;
  const kind = periodKind(period);
  const edition = await parts.editions.get(period, {
    sort,
    limit: PAGE_SIZE,
    offset: (page - 1) * PAGE_SIZE,
  });
  const ids = edition.entries.map((entry) => entry.paperId);
  // Who reads an old edition is not after today's news.
  const isNews = edition.next === undefined && page === 1;
  const entries = isNews ? await listRising(parts.editions, MAX_RISING) : [];
  ids.push(...entries.map((entry) => entry.paperId));
  const [papers, recent, nearest] = await Promise.all([
    loadPapers(parts.papers, ids),
    parts.editions.list(kind, EARLIER, 0),
    edition.total === 0 ? parts.editions.nearest(period) : undefined,
  ]);
  const items = present(edition, papers, (page - 1) * PAGE_SIZE);
  const pages = Math.max(1, Math.ceil(edition.total / PAGE_SIZE));
  const list = describe(request, { edition, items, pages, now: parts.clock.now() });
  const rising = presentTrending(papers, entries);
  return { list, edition, kind, sort, page, pages, recent, nearest, rising };
}

/** Papers in the edition's order; a frozen one with the counts it was closed with. */
function present(
  edition: Edition,
  papers: ReadonlyMap<string, PaperWithTally>,
  offset: number,
): ListItem[] {
  return edition.entries.flatMap((entry, index) => {
    const paper = papers.get(entry.paperId);
    if (!paper) return [];
    const rank = offset + index + 1;
    // Open, an edition is ordered by the votes that count, and shows all of them.
    if (edition.status === "open") return [{ rank, paper }];
    const tally = { ...paper.tally, upvotes: entry.upvotes, comments: entry.comments };
    return [{ rank, paper: { ...paper, tally }, upvotesNow: paper.tally.upvotes }];
  });
}

function describe(
  request: EditionViewRequest,
  found: { edition: Edition; items: ListItem[]; pages: number; now: Date },
): ListView {
  const { period, sort, page, site } = request;
  const { edition, items, pages, now } = found;
  const own = addresses.edition(period, { sort, page });
  const isOwn = request.path === undefined || sort !== "votes" || page > 1;
  const nextPath = page < pages ? addresses.edition(period, { sort, page: page + 1 }) : undefined;
  const papers = items.map((item) => item.paper);
  return {
    name: isOwn ? own.slice(1) : request.path === "/" ? "daily" : request.path.slice(1),
    title: `${site.title}: ${longPeriod(period)}`,
    subtitle: `${count(edition.total, "paper")} of ${longPeriod(period)}`,
    path: isOwn ? own : request.path,
    updatedAt: edition.frozenAt ?? newestInstant(papers, now),
    total: edition.total,
    items,
    ...(nextPath ? { nextPath } : {}),
  };
}
