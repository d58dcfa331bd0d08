import type { EditionReader, Period } from "#editions";
import type { PaperId } from "#papers";
import { addDays, type Day } from "#platform";
import type { FeatureSource } from "../features/feature-source.ts";
import { type Candidates, openCandidates, type PaperFeatures } from "../learning/index.ts";

/** The papers of some days, made ready once for all who are asked about them. */
export interface Window {
  readonly from: Day;
  readonly until: Day;
  readonly paperIds: readonly PaperId[];
  readonly rowOf: ReadonlyMap<PaperId, number>;
  readonly categories: readonly (readonly string[])[];
  readonly features: readonly PaperFeatures[];
  readonly candidates: Candidates;
}

/** Papers of one window; beyond it those with fewer votes are left out. */
const MOST_CANDIDATES = 10_000;
const MOST_DAYS = 93;
const PAGE = 1_000;

export async function readWindow(
  editions: Pick<EditionReader, "get">,
  source: FeatureSource,
  { from, until }: Pick<Window, "from" | "until">,
): Promise<Window> {
  const scores = await readScores(editions, from, until);
  const known = await source.of(scores.keys());
  const paperIds = [...known.keys()].sort((one, other) => (one < other ? -1 : 1));
  const papers = paperIds.map((id) => known.get(id)!);
  const features = papers.map((paper) => paper.features);
  return {
    from,
    until,
    paperIds,
    rowOf: new Map(paperIds.map((id, row) => [id, row])),
    categories: papers.map(({ categories }) => categories),
    features,
    candidates: openCandidates(
      features,
      paperIds.map((id) => Math.log1p(scores.get(id)!)),
    ),
  };
}

/** Votes and prior of each paper of the days, the most voted first. */
async function readScores(
  editions: Pick<EditionReader, "get">,
  from: Day,
  until: Day,
): Promise<Map<PaperId, number>> {
  const scores: [PaperId, number][] = [];
  const first = addDays(until, 1 - MOST_DAYS);
  for (let day = from > first ? from : first; day <= until; day = addDays(day, 1)) {
    for (let offset = 0; offset < MOST_CANDIDATES; offset += PAGE) {
      const page = { limit: PAGE, offset };
      const { entries, total } = await editions.get(day as string as Period, page);
      for (const { paperId, score } of entries) scores.push([paperId, score]);
      if (offset + PAGE >= total) break;
    }
  }
  scores.sort(([, one], [, other]) => other - one);
  return new Map(scores.slice(0, MOST_CANDIDATES));
}
