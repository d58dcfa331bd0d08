import { combineLegs, type StretchedLegs, stretchLegs, trustLegs } from "../engine/fusion.ts";
import { leastWords } from "../engine/title-cover.ts";
import { followFirstHits } from "./follow-first-hits.ts";
import type { Candidate } from "./reading/store.ts";
import { priorAt } from "./score-papers.ts";
import type { PostgresParts, SearchContext } from "./search-context.ts";
import { coverTitle } from "./title-cover.ts";

/** A paper as each leg sees it. */
export interface LegScore {
  readonly paper: Candidate;
  readonly words: number;
  readonly meaning: number;
}

export interface RankedPaper extends LegScore {
  readonly score: number;
}

/** What each leg found by itself, best first. */
interface Tops {
  readonly words: readonly number[];
  readonly meaning: readonly number[];
}

/** How the legs are joined. */
export interface Joining {
  readonly tops: Tops;
  /** Share of the vectors, seen the stretched legs. */
  readonly weigh: (legs: StretchedLegs) => readonly number[];
  /** Vector to be moved towards the first hits; left out where it shall stay. */
  readonly vector: string | undefined;
}

export interface Fusion {
  readonly tops: Tops;
  /** Share of the vectors. */
  readonly weights: readonly number[];
  /** Papers named by the query: they lead. */
  readonly pinned: ReadonlySet<string>;
  /** Whether citations and age count. */
  readonly usesPrior: boolean;
  /** Vector of the query, as pgvector reads it. */
  readonly vector: string | undefined;
}

/** Papers in the order of both legs alone. */
export async function scoreCandidates(
  { database }: Pick<PostgresParts, "database">,
  candidates: readonly LegScore[],
  { tops, weigh, vector }: Joining,
): Promise<RankedPaper[]> {
  const stretched = stretchLegs(
    {
      words: Float64Array.from(candidates, ({ words }) => words),
      meanings: [Float64Array.from(candidates, ({ meaning }) => meaning)],
    },
    { words: Float64Array.from(tops.words), meanings: [Float64Array.from(tops.meaning)] },
  );
  const weights = weigh(stretched);
  const scores = combineLegs(stretched, weights);
  const order = [...candidates.keys()].sort(
    (a, b) => scores[b]! - scores[a]! || candidates[a]!.paper.tie - candidates[b]!.paper.tie,
  );
  const ranked = order.map((at) => ({ ...candidates[at]!, score: scores[at]! }));
  if (!vector) return ranked;
  const again = await followFirstHits(database, {
    ids: ranked.map(({ paper }) => paper.id),
    scores: ranked.map(({ score }) => score),
    stretched: reorder(stretched, order),
    weights,
    vector,
  });
  return ranked.map((one, at) => ({ ...one, score: again[at]! })).sort(byScore);
}

/** Papers in their fused order. */
export async function rankPapers(
  { parts, totals, plan, mode }: Pick<SearchContext, "parts" | "totals" | "plan" | "mode">,
  candidates: readonly LegScore[],
  { tops, weights, pinned, usesPrior, vector }: Fusion,
): Promise<RankedPaper[]> {
  const joined = await scoreCandidates(parts, candidates, {
    tops,
    weigh: (legs) => trustLegs(legs, weights),
    vector: mode === "hybrid" ? vector : undefined,
  });
  const least = leastWords(candidates.map(({ words }) => words));
  const ranked = joined.map((one) => {
    const mayBeMeant = mode !== "meaning" && one.words >= least;
    const cover = mayBeMeant ? coverTitle(plan.titleLexemes, one.paper) : 0;
    const prior = usesPrior ? priorAt(totals, one.paper) : 0;
    return { ...one, score: one.score + cover + prior };
  });
  const best = ranked.reduce((most, { score }) => Math.max(most, score), 0);
  return ranked
    .map((one) => (pinned.has(one.paper.id) ? { ...one, score: one.score + best + 1 } : one))
    .sort(byScore);
}

/** Best first; papers that are equal stand in the order of their ids' hashes. */
export function byScore(a: RankedPaper, b: RankedPaper): number {
  return b.score - a.score || a.paper.tie - b.paper.tie;
}

function reorder(legs: StretchedLegs, order: readonly number[]): StretchedLegs {
  const inOrder = (scores: Float64Array) => Float64Array.from(order, (at) => scores[at]!);
  return { ...legs, words: inOrder(legs.words), meanings: legs.meanings.map(inOrder) };
}
