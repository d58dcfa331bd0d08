import assert from "node:assert/strict";
import { test } from "node:test";
import { createNumbers, drawPoisson } from "../trending/numbers.ts";
import { evaluateRanking } from "./evaluate-ranking.ts";
import type { RankingHistory } from "./history.ts";
import { estimate, gini, ndcg, pairedEstimate, spearman } from "./metrics.ts";

/** Days whose votes follow what content lets expect, and weeks in which the young gain most. */
function inventHistory(): RankingHistory {
  const next = createNumbers("history");
  const days = Array.from({ length: 12 }, (_, day) =>
    Array.from({ length: 15 }, (_, at) => {
      const factor = 0.2 + 3 * next() ** 2;
      const name = `2026-01-${String(day + 1).padStart(2, "0")}`;
      return { id: `${day}-${at}`, day: name, votes: drawPoisson(12 * factor, next), factor };
    }),
  );
  const weeks = Array.from({ length: 4 }, (_, week) => ({
    at: `2026-01-${String(7 * (week + 1)).padStart(2, "0")}T00:10:00Z`,
    papers: Array.from({ length: 14 }, (_, at) => {
      const ageHours = 12 + 12 * at;
      const votes = drawPoisson(30, next);
      return {
        id: `${week}-${at}`,
        ageHours,
        votes,
        gained: Math.round(900 / ageHours),
        factor: 1,
      };
    }),
  }));
  return { usualVotes: 12, days, weeks };
}

const attacks = [
  { name: "nothing counts", weights: Array.from({ length: 200 }, () => 0) },
  { name: "all count", weights: Array.from({ length: 30 }, () => 1) },
];
const report = evaluateRanking(inventHistory(), attacks);

test("with few votes seen, content that tells something helps, and less the more is seen", () => {
  const gains = report.thinning.filter((one) => one.rule === "rate").map((one) => one.gain);
  assert.ok(gains[0]!.low > 0.05);
  assert.ok(gains[0]!.mean > gains.at(-1)!.mean);
  for (const one of report.thinning) {
    assert.ok(one.spearman.low <= one.spearman.mean && one.spearman.mean <= one.spearman.high);
  }
});

test("where the young gain most, an order by votes alone is behind", () => {
  const of = (rule: string) => report.laterGain.find((one) => one.rule === rule)!;
  assert.ok(of("votes").lead.mean > 0);
  assert.equal(of("trending").lead.mean, 0);
});

test("votes that weigh nothing move nothing, votes that count move far", () => {
  const [none, all] = report.attacks;
  assert.equal(none!.editionMost + none!.trendingMost, 0);
  assert.equal(none!.counted, 0);
  assert.ok(all!.editionPlaces > 3 && all!.trendingPlaces > 3);
});

test("invented readers see what rules show them: no rule starves fewer than it shows", () => {
  assert.equal(report.attention.length, 10);
  for (const one of report.attention) {
    for (const share of [one.bestReachTop, one.exposureGini, one.starved]) {
      assert.ok(share >= 0 && share <= 1);
    }
    assert.ok(one.votesPerThousandVisits > 0);
  }
});

test("the same history gives the same report", () => {
  assert.deepEqual(evaluateRanking(inventHistory(), attacks), report);
});

test("the measures agree with values worked out by hand", () => {
  assert.equal(spearman([1, 2, 3], [10, 20, 30]), 1);
  assert.equal(spearman([1, 2, 3], [3, 2, 1]), -1);
  assert.equal(spearman([1, 1, 1], [3, 2, 1]), 0);
  assert.ok(Math.abs(spearman([1, 2, 2, 4], [1, 3, 2, 4]) - 0.9486832980505138) < 1e-12);
  assert.equal(ndcg([3, 2, 1], 10), 1);
  assert.ok(Math.abs(ndcg([0, 1], 10) - 1 / Math.log2(3)) < 1e-12);
  assert.equal(ndcg([0, 0], 10), 1);
  assert.equal(gini([1, 1, 1, 1]), 0);
  assert.equal(gini([0, 0, 0, 4]), 0.75);
  const sure = estimate([2, 2, 2]);
  assert.deepEqual(sure, { mean: 2, low: 2, high: 2 });
  assert.equal(pairedEstimate([3, 5], [1, 3]).low, 2);
});
