import type { EditionReader, TrendingEntry } from "#editions";
import type { PaperId, PaperReader, PaperWithTally } from "#papers";
import { type TrendingWindow, trendingWindows } from "#ranking";
import { addresses } from "../addresses.ts";
import { count, shortDate } from "../dates.ts";
import { loadPapers } from "./list-items.ts";
import type { ListItem, ListView, Site } from "./list-view.ts";
import { trendReason, windowName } from "./trend-reason.ts";

/** Papers on one page. */
const PAGE_SIZE = 50;

export interface TrendingView {
  readonly list: ListView;
  readonly window: TrendingWindow | "hot";
  /** When it was worked out; ISO 8601. */
  readonly at: string;
  readonly page: number;
  readonly pages: number;
  /** Nothing in the list has gained anything in the window yet. */
  readonly isQuiet?: boolean;
}

export interface TrendingViewParts {
  readonly papers: Pick<PaperReader, "findMany">;
  readonly editions: Pick<EditionReader, "trending">;
  readonly site: Site;
}

/** The window an address asks for; nonsense counts as a day. */
export function findWindow(text: string | undefined): TrendingWindow {
  return text !== undefined && Object.hasOwn(trendingWindows, text)
    ? (text as TrendingWindow)
    : "1d";
}

export async function loadTrendingView(
  { papers, editions, site }: TrendingViewParts,
  { window, page }: { readonly window: TrendingWindow; readonly page: number },
): Promise<TrendingView> {
  const offset = (page - 1) * PAGE_SIZE;
  const { at, total, entries } = await editions.trending({ window, limit: PAGE_SIZE, offset });
  const ids = entries.map((entry) => entry.paperId);
  const items = presentTrending(await loadPapers(papers, ids), entries);
  const pages = Math.max(1, Math.ceil(total / PAGE_SIZE));
  const path = addresses.trending({ window, page });
  const list: ListView = {
    name: path.slice(1),
    title: `${site.title}: trending`,
    subtitle: `What gained attention in the last ${windowName(window)}`,
    path,
    updatedAt: at,
    total,
    items,
    ...(page < pages ? { nextPath: addresses.trending({ window, page: page + 1 }) } : {}),
  };
  return { list, window, at, page, pages, isQuiet: entries.length > 0 && !entries.some(hasGained) };
}

function hasGained({ explanation }: TrendingEntry): boolean {
  return explanation.gained.sum >= 0.05;
}

/** Votes against age; the reason of each is both. */
export async function loadHotView(
  {
    papers,
    editions,
    site,
  }: Omit<TrendingViewParts, "editions"> & {
    readonly editions: Pick<EditionReader, "hot">;
  },
  page: number,
): Promise<TrendingView> {
  const offset = (page - 1) * PAGE_SIZE;
  const { at, total, entries } = await editions.hot({ limit: PAGE_SIZE, offset });
  const found = await loadPapers(
    papers,
    entries.map((entry) => entry.paperId),
  );
  const items = entries.flatMap(({ paperId, rank, votes, day }) => {
    const paper = found.get(paperId);
    return paper
      ? [{ rank, paper, reason: `${count(votes, "vote")} since ${shortDate(day)}` }]
      : [];
  });
  const pages = Math.max(1, Math.ceil(total / PAGE_SIZE));
  const path = addresses.hot(page);
  const list: ListView = {
    name: path.slice(1),
    title: `${site.title}: hot`,
    subtitle: "Votes against age",
    path,
    updatedAt: at,
    total,
    items,
    ...(page < pages ? { nextPath: addresses.hot(page + 1) } : {}),
  };
  return { list, window: "hot", at, page, pages };
}

/** The first entries of the day's list that have gained something, for the side of a page. */
export async function listRising(
  editions: TrendingViewParts["editions"],
  most: number,
): Promise<readonly TrendingEntry[]> {
  const { entries } = await editions.trending({ window: "1d", limit: 2 * most });
  return entries.filter(({ explanation }) => explanation.gained.sum >= 1).slice(0, most);
}

/** Entries with their papers and reasons; those whose paper is gone are left out. */
export function presentTrending(
  found: ReadonlyMap<PaperId, PaperWithTally>,
  entries: readonly TrendingEntry[],
): ListItem[] {
  return entries.flatMap(({ paperId, rank, explanation, isDrawn }) => {
    const paper = found.get(paperId);
    return paper ? [{ rank, paper, reason: trendReason(explanation, isDrawn) }] : [];
  });
}
