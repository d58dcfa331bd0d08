import type { ListedPaper, RankingHistory, WeekPage } from "#ranking";
import { type ContentPrior, contentFactor, contentFeatures, type SettledPaper } from "#ranking";
import type { SemanticSpace } from "#search";
import { contentOf, type HistoryPage, type HistoryPaper } from "./read-history.ts";

/** Days with fewer papers have no order to speak of. */
const FEWEST_PAPERS = 5;
/** Pages on which fewer papers can be followed say nothing. */
const FEWEST_FOLLOWED = 10;
const MS_PER_HOUR = 3_600_000;
/** A month's page that comes sooner after the week's tells nothing new. */
const SOONEST_HOURS = 24;

/** A paper with its day and its votes, both known. */
export type DatedPaper = HistoryPaper & {
  readonly dailyDate: string;
  readonly upvotesDaily: number;
};

/** Papers by day, in the order of the days; days with too few are left out. */
export function daysOf(papers: readonly HistoryPaper[]): DatedPaper[][] {
  const dated = papers.filter(
    (paper): paper is DatedPaper => Boolean(paper.dailyDate) && paper.upvotesDaily !== null,
  );
  return [...Map.groupBy(dated, (paper) => paper.dailyDate)]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([, day]) => day)
    .filter((day) => day.length >= FEWEST_PAPERS);
}

function featuresOf(paper: HistoryPaper, space: SemanticSpace): Float64Array {
  const { title } = paper;
  const vector = space.embedPaper({ title, abstract: paper.abstract ?? "" });
  return contentFeatures(contentOf(paper), vector);
}

/** Papers to fit on, each within its day. */
export function settledOf(days: readonly DatedPaper[][], space: SemanticSpace): SettledPaper[] {
  return days.flat().map((paper) => ({
    features: featuresOf(paper, space),
    log: Math.log1p(paper.upvotesDaily),
    group: paper.dailyDate,
  }));
}

interface Split {
  /** First day that is tested, `YYYY-MM-DD`. */
  readonly from: string;
  readonly until: string;
}

/** The days and weeks from `from` on, for testing; what is usual is taken from those before. */
export function historyFrom(
  { papers, pages }: { papers: readonly HistoryPaper[]; pages: readonly HistoryPage[] },
  { from, until }: Split,
  { prior, space }: { readonly prior: ContentPrior; readonly space: SemanticSpace },
): RankingHistory {
  const days = daysOf(papers);
  const before = days.filter((day) => day[0]!.dailyDate < from).flat();
  const factors = new Map<string, number>();
  const factorOf = (paper: HistoryPaper) => {
    const known = factors.get(paper.id) ?? contentFactor(prior, featuresOf(paper, space));
    factors.set(paper.id, known);
    return known;
  };
  const isTested = (day: string) => day >= from && day < until;
  const tested = days.filter((day) => isTested(day[0]!.dailyDate));
  const votes = before.reduce((sum, paper) => sum + paper.upvotesDaily, 0);
  const byId = new Map(papers.map((paper) => [paper.id, paper]));
  return {
    usualVotes: (votes + 1) / (before.length + 1),
    days: tested.map((day) =>
      day.map((paper): ListedPaper => {
        const { id, dailyDate, upvotesDaily } = paper;
        return { id, day: dailyDate, votes: upvotesDaily, factor: factorOf(paper) };
      }),
    ),
    weeks: pages
      .filter((page) => page.feed === "weekly" && isTested(page.at.slice(0, 10)))
      .flatMap((page) => weekOf(page, pages, { byId, factorOf }) ?? []),
  };
}

interface Known {
  readonly byId: ReadonlyMap<string, HistoryPaper>;
  factorOf(paper: HistoryPaper): number;
}

/** The papers of a week's page that the next month's page shows too. */
function weekOf(
  week: HistoryPage,
  pages: readonly HistoryPage[],
  { byId, factorOf }: Known,
): WeekPage | undefined {
  const hoursTo = (at: string) => (Date.parse(at) - Date.parse(week.at)) / MS_PER_HOUR;
  const month = pages.find((page) => page.feed === "monthly" && hoursTo(page.at) > SOONEST_HOURS);
  const later = new Map(month?.items);
  const papers = week.items.flatMap(([id, votes]) => {
    const paper = byId.get(id);
    const then = later.get(id);
    if (then === undefined || !paper?.dailyDate) return [];
    const ageHours = -hoursTo(`${paper.dailyDate}T00:00:00Z`);
    if (ageHours <= 0) return [];
    return [{ id, votes, ageHours, gained: Math.max(0, then - votes), factor: factorOf(paper) }];
  });
  return papers.length >= FEWEST_FOLLOWED ? { at: week.at, papers } : undefined;
}
