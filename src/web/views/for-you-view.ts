import type { EditionReader } from "#editions";
import { type PaperReader, texToText } from "#papers";
import { recommendationReason, titlesOf } from "#picks";
import { addDays, type Clock, type Day, dayOf } from "#platform";
import type { ReaderId, RecommendationList, Recommendations } from "#recommendations";
import { withQuery } from "../addresses.ts";
import { loadPapers, newestInstant } from "./list-items.ts";
import type { ListItem, ListView, Site } from "./list-view.ts";

/** Days that the page offers to look back. */
export const forYouDays = [1, 7, 30] as const;
export type ForYouDays = (typeof forYouDays)[number];

export interface ForYouView {
  readonly list: ListView;
  readonly days: ForYouDays;
  readonly stage: RecommendationList["stage"];
  /** Chance that the reader likes it, 0–1, by paper; only where enough is known. */
  readonly matches: ReadonlyMap<string, number>;
}

export interface ForYouParts {
  readonly recommendations: Pick<Recommendations, "recommend">;
  readonly papers: Pick<PaperReader, "findMany">;
  readonly editions: Pick<EditionReader, "newest">;
  readonly clock: Clock;
  readonly site: Site;
}

const MOST_PAPERS = 50;

/** The number of days an address asks for; nonsense counts as a week. */
export function findDays(text: string | undefined): ForYouDays {
  return forYouDays.find((one) => String(one) === text) ?? 7;
}

/** @param path of the page without its query. */
export async function loadForYouView(
  parts: ForYouParts,
  request: {
    readonly reader: ReaderId;
    readonly days: ForYouDays;
    readonly path: string;
    readonly limit?: number;
  },
): Promise<ForYouView> {
  const { reader, days, limit = MOST_PAPERS } = request;
  const until = await lastDay(parts);
  const from = addDays(until, 1 - days);
  const [found] = await parts.recommendations.recommend([{ reader, from, until, limit }]);
  const { stage, total, picks } = found!;
  const reasons = picks.flatMap(({ reason }) => reason.paperId ?? []);
  const papers = await loadPapers(parts.papers, [...picks.map((one) => one.paperId), ...reasons]);
  const titles = titlesOf([...papers.values()]);
  const items = picks.flatMap((pick, at): ListItem[] => {
    const paper = papers.get(pick.paperId);
    const { text, terms } = recommendationReason(pick, stage, titles);
    const shared = terms.length > 0 ? `: ${terms.map(texToText).join(", ")}` : "";
    return paper ? [{ rank: at + 1, paper, reason: `${text}${shared}` }] : [];
  });
  const list: ListView = {
    name: request.path.slice(1),
    title: `${parts.site.title}: for you`,
    subtitle: days === 1 ? `Papers of ${until}` : `Papers of ${from} to ${until}`,
    path: withQuery(request.path, { days: days === 7 ? undefined : days }),
    updatedAt: newestInstant(
      items.map(({ paper }) => paper),
      parts.clock.now(),
    ),
    total,
    items,
  };
  const matches = new Map(
    picks.flatMap(({ paperId, match }) => (match === undefined ? [] : [[paperId, match]])),
  );
  return { list, days, stage, matches };
}

/** Today, or the last day with papers where none have come in for a while. */
async function lastDay({ editions, clock, site }: ForYouParts): Promise<Day> {
  const today = dayOf(clock.now(), site.timeZone);
  return ((await editions.newest("day")) as string as Day | undefined) ?? today;
}
