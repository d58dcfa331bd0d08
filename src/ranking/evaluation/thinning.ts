import { tieBreak } from "../tie-break.ts";
import { createNumbers } from "../trending/numbers.ts";
import { posterior } from "../trending/trend.ts";
import type { ListedPaper, RankingHistory } from "./history.ts";
import { type Estimate, estimate, mean, ndcg, pairedEstimate, spearman } from "./metrics.ts";

/** Shares of a day's votes that are seen. */
const seenShares = [0.02, 0.05, 0.1, 0.2] as const;
/** Draws for each day. */
const DRAWS = 5;
const DEPTH = 5;

/** How well an order by few votes agrees with the votes that are still to come. */
export interface ThinnedQuality {
  readonly share: number;
  readonly rule: string;
  readonly spearman: Estimate;
  readonly ndcg5: Estimate;
  /** Spearman against that of the votes alone, day by day. */
  readonly gain: Estimate;
}

interface Thinned {
  readonly paper: ListedPaper;
  readonly seen: number;
  readonly rest: number;
}

type ThinRule = (one: Thinned, share: number) => number;

/** Every vote of a day is seen with the same probability; the truth is the rest of them. */
export function evaluateThinning({ days, usualVotes }: RankingHistory): ThinnedQuality[] {
  const rate = (usual: number, seen: number, share: number) => {
    const { shape, rate } = posterior(seen, share, usual);
    return shape / rate;
  };
  const rules: Readonly<Record<string, ThinRule>> = {
    "votes (and hot)": ({ seen }) => seen,
    "rate without content": ({ seen }, share) => rate(usualVotes, seen, share),
    rate: ({ seen, paper }, share) => rate(usualVotes * paper.factor, seen, share),
  };
  return seenShares.flatMap((share) => {
    const drawn = days.map((day) => draws(day, share));
    const perDay = Object.entries(rules).map(([rule, score]) => {
      const qualities = drawn.map((tries) => qualityOf(tries, (one) => score(one, share)));
      return { rule, qualities };
    });
    const votes = perDay[0]!.qualities.map((day) => day.spearman);
    return perDay.map(({ rule, qualities }) => {
      const correlations = qualities.map((day) => day.spearman);
      return {
        share,
        rule,
        spearman: estimate(correlations),
        ndcg5: estimate(qualities.map((day) => day.ndcg5)),
        gain: pairedEstimate(correlations, votes),
      };
    });
  });
}

function draws(day: readonly ListedPaper[], share: number): Thinned[][] {
  const next = createNumbers(`${day[0]?.day} ${share}`);
  return Array.from({ length: DRAWS }, () =>
    day.map((paper) => {
      let seen = 0;
      for (let vote = 0; vote < paper.votes; vote += 1) if (next() < share) seen += 1;
      return { paper, seen, rest: paper.votes - seen };
    }),
  );
}

function qualityOf(tries: readonly Thinned[][], score: (one: Thinned) => number) {
  const each = tries.map((papers) => {
    const ordered = papers.toSorted(
      (one, other) =>
        score(other) - score(one) ||
        tieBreak(one.paper.day, one.paper.id) - tieBreak(other.paper.day, other.paper.id),
    );
    return {
      spearman: spearman(
        papers.map(score),
        papers.map((one) => one.rest),
      ),
      ndcg5: ndcg(
        ordered.map((one) => Math.log2(1 + one.rest)),
        DEPTH,
      ),
    };
  });
  return {
    spearman: mean(each.map((one) => one.spearman)),
    ndcg5: mean(each.map((one) => one.ndcg5)),
  };
}
