/** The parts a site needs, from a list of papers in memory: for tests of pages. */
import type { Edition, EditionReader, EditionSort, Period, TrendingEntry } from "#editions";
import type { PaperReader, PaperWithTally } from "#papers";
import { AppError, fixedClock } from "#platform";
import { explainTrend, noSignals, type TrendingWindow } from "#ranking";
import type { FacetCount, Search, SearchAnswer, SearchRequest } from "#search";
import type { WebParts } from "#web";

export interface WebPartsTraits extends Partial<WebParts> {
  /** Instant at which the site stands. */
  readonly now?: string;
}

/** A site of these papers; any part can be given instead. */
export function webParts(papers: readonly PaperWithTally[], traits: WebPartsTraits = {}): WebParts {
  const { now = "2026-11-20T12:00:00Z", ...given } = traits;
  return {
    papers: paperReader(papers),
    search: plainSearch(papers),
    editions: editionReader(papers),
    site: { title: "Broadsheet", url: "http://127.0.0.1:3000", timeZone: "UTC" },
    clock: fixedClock(now),
    log: { error: () => undefined },
    notices: () => [],
    ...given,
  };
}

function paperReader(papers: readonly PaperWithTally[]): PaperReader {
  const byId = new Map(papers.map((paper) => [paper.id, paper]));
  return {
    find: async (id) => byId.get(id),
    findMany: async (ids) => ids.flatMap((id) => byId.get(id) ?? []),
    resolve: async (text) => {
      const bare = text.replace(/^https?:\/\/arxiv\.org\/abs\//, "").replace(/v\d+$/, "");
      return papers.find((paper) => [text, bare].includes(paper.id) || paper.doi === text)?.id;
    },
    organizationsOf: async ({ organizations }) =>
      organizations.map((name) => ({ name, sources: [] })),
    count: async () => papers.length,
    lastChange: async () => papers.length,
    changesSince: async () => [],
    changedPapersSince: async (seq) => ({ seq, papers: [], removed: [] }),
  };
}

/** Finds papers that hold every word of the query; the facets that pages need. */
export function plainSearch(papers: readonly PaperWithTally[]): WebParts["search"] {
  return {
    async find(request) {
      const words = request.query.toLowerCase().replace(/"/g, "").split(/\s+/).filter(Boolean);
      const found = papers.filter(
        (paper) => holdsWords(paper, words) && holdsFilters(paper, request.filters ?? {}),
      );
      return answer(request, words, found);
    },
    async similar(paperId, limit) {
      if (!papers.some((paper) => paper.id === paperId)) {
        throw new AppError("not_found", "not indexed");
      }
      const others = papers.filter((paper) => paper.id !== paperId).slice(0, limit);
      return others.map((paper, index) => ({
        paperId: paper.id,
        score: 1 / (index + 2),
        sharedTerms: ["shape", "things"],
      }));
    },
    status: () => ({ papers: papers.length, seq: papers.length, isCatchingUp: false }),
  } satisfies Pick<Search, "find" | "similar" | "status">;
}

function holdsWords(paper: PaperWithTally, words: readonly string[]): boolean {
  const text = `${paper.title} ${paper.abstract}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

const slug = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]+/g, "-");

function holdsFilters(
  paper: PaperWithTally,
  filters: NonNullable<SearchRequest["filters"]>,
): boolean {
  const any = (wanted: readonly string[] | undefined, values: readonly string[]): boolean =>
    !wanted || wanted.some((one) => values.some((value) => slug(value) === slug(one)));
  return (
    any(
      filters.authors,
      paper.authors.map((author) => author.name),
    ) &&
    any(filters.organizations, paper.organizations) &&
    any(filters.categories, paper.categories) &&
    any(filters.venues, paper.venue ? [paper.venue] : []) &&
    (!filters.from || paper.editionDay >= filters.from) &&
    (!filters.until || paper.editionDay <= filters.until) &&
    (!filters.has || filters.has.some((kind) => paper.links.some((link) => link.kind === kind)))
  );
}

function answer(
  request: SearchRequest,
  words: readonly string[],
  found: readonly PaperWithTally[],
): SearchAnswer {
  const offset = request.offset ?? 0;
  const page = found.slice(offset, offset + (request.limit ?? 20));
  const tally = (values: (paper: PaperWithTally) => readonly string[]): FacetCount[] => {
    const counts = new Map<string, number>();
    for (const value of found.flatMap(values)) counts.set(value, (counts.get(value) ?? 0) + 1);
    const rows = [...counts].map(([value, count]) => ({ value, label: value, count }));
    return rows.toSorted((a, b) => b.count - a.count);
  };
  return {
    query: request.query,
    mode: request.mode ?? "hybrid",
    total: found.length,
    tookMs: 2,
    hits: page.map((paper, index) => ({
      paperId: paper.id,
      score: 1 / (index + 1),
      words: words.length,
      meaning: 0.5,
      matched: [...words],
    })),
    facets: {
      author: tally((paper) => paper.authors.map((author) => author.name)),
      org: tally((paper) => paper.organizations),
      category: tally((paper) => paper.categories),
      venue: tally((paper) => (paper.venue ? [paper.venue] : [])),
      year: tally((paper) => [paper.editionDay.slice(0, 4)]),
      has: tally((paper) => [...new Set(paper.links.map((link) => link.kind))]),
    },
    notes: [],
    terms: words.map((word) => word.replace(/s$/, "")),
  };
}

/** As if all votes had come within the last twelve hours. */
function trendingEntries(
  papers: readonly PaperWithTally[],
  window: TrendingWindow,
): TrendingEntry[] {
  return sorted(papers, "votes").map((paper, index) => ({
    paperId: paper.id,
    rank: index + 1,
    isDrawn: false,
    explanation: explainTrend({
      window,
      ageHours: 12,
      usual: 4,
      gained: { ...noSignals, votes: paper.tally.upvotes },
      before: noSignals,
    }),
  }));
}

/** Daily editions, by votes; weeks and months hold every paper of the year's list. */
export function editionReader(papers: readonly PaperWithTally[]): EditionReader {
  const days = [...new Set(papers.map((paper) => paper.editionDay as string))].toSorted();
  const inPeriod = (period: string): PaperWithTally[] =>
    period.includes("W")
      ? [...papers]
      : papers.filter((paper) => paper.editionDay.startsWith(period));
  return {
    async get(period, page = {}) {
      const all = sorted(inPeriod(period), page.sort ?? "votes");
      const offset = page.offset ?? 0;
      const at = days.filter((day) => day < period).at(-1);
      const next = period.length === 10 ? days.find((day) => day > period) : undefined;
      const previous = period.length === 10 ? at : undefined;
      return {
        period,
        kind: period.includes("W") ? "week" : period.length === 10 ? "day" : "month",
        status: "open",
        closesAt: "2026-11-21T00:00:00.000Z",
        total: all.length,
        lateArrivals: 0,
        entries: all.slice(offset, offset + (page.limit ?? 50)).map((paper, index) => ({
          paperId: paper.id,
          rank: offset + index + 1,
          score: 1,
          upvotes: paper.tally.upvotes,
          comments: paper.tally.comments,
        })),
        ...(previous ? { previous: previous as Period } : {}),
        ...(next ? { next: next as Period } : {}),
      } satisfies Edition;
    },
    newest: async (kind) => {
      const day = days.at(-1);
      if (!day) return undefined;
      return (kind === "day" ? day : kind === "month" ? day.slice(0, 7) : "2026-W47") as Period;
    },
    nearest: async (period) => days.filter((day) => day <= period).at(-1) as Period | undefined,
    trending: async ({ window = "1d", limit = 50, offset = 0 } = {}) => {
      const at = "2026-11-20T12:00:00.000Z";
      const entries = trendingEntries(papers, window);
      return { window, at, total: entries.length, entries: entries.slice(offset, offset + limit) };
    },
    hot: async ({ limit = 50, offset = 0 } = {}) => {
      const entries = sorted(papers, "votes").map((paper, index) => ({
        paperId: paper.id,
        rank: index + 1,
        votes: paper.tally.upvotes,
        day: paper.editionDay,
        score: 1 / (index + 1),
      }));
      const at = "2026-11-20T12:00:00.000Z";
      return { at, total: entries.length, entries: entries.slice(offset, offset + limit) };
    },
    trendOf: async (paperId, window = "1d") =>
      trendingEntries(papers, window).find((entry) => entry.paperId === paperId)?.explanation,
    list: async (kind, limit, offset) =>
      (kind === "day" ? days.toReversed() : [])
        .slice(offset, offset + limit)
        .map((day) => ({ period: day as Period, papers: inPeriod(day).length })),
    periodsOf: async (id) => {
      const paper = papers.find((one) => one.id === id);
      return paper ? [paper.editionDay as string as Period] : [];
    },
  };
}

function sorted(papers: readonly PaperWithTally[], sort: EditionSort): PaperWithTally[] {
  if (sort === "new") return papers.toReversed();
  const key = sort === "votes" ? "upvotes" : "comments";
  return papers.toSorted((a, b) => b.tally[key] - a.tally[key]);
}
