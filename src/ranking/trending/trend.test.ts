import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { grown, grownBetween } from "./growth.ts";
import { hotScore } from "./hot.ts";
import { addUp, noSignals } from "./signals.ts";
import { explainTrend, type TrendEvidence, type TrendingWindow, trendingWindows } from "./trend.ts";

const windows = Object.keys(trendingWindows) as TrendingWindow[];
const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const signals = fc.record({
  votes: number(0, 500),
  commenters: fc.integer({ min: 0, max: 50 }),
  stars: fc.integer({ min: 0, max: 5_000 }),
});
const evidence: fc.Arbitrary<TrendEvidence> = fc.record({
  window: fc.constantFrom(...windows),
  ageHours: number(0, 20_000),
  usual: number(0.01, 200),
  gained: signals,
  before: signals,
});

test("the score is the sum and products that its explanation shows", () => {
  fc.assert(
    fc.property(evidence, (one) => {
      const { rate, exploration, share, surge, score, gained } = explainTrend(one);
      assert.ok(Math.abs((rate + exploration) * share + surge - score) < 1e-9 * (1 + score));
      assert.ok(
        Math.abs(gained.votes + gained.comments + gained.stars - gained.sum) <
          1e-9 * (1 + gained.sum),
      );
      for (const value of [rate, exploration, share, surge]) assert.ok(value >= 0);
      assert.ok(Number.isFinite(score) && share <= 1);
    }),
  );
});

test("one more vote, commenter or star in the window never lowers a paper", () => {
  fc.assert(
    fc.property(evidence, fc.constantFrom("votes", "commenters", "stars"), (one, name) => {
      const more = { ...one.gained, [name]: one.gained[name] + 1 };
      const before = explainTrend(one).score;
      assert.ok(explainTrend({ ...one, gained: more }).score >= before - 1e-9 * (1 + before));
    }),
  );
});

test("a paper of which more is usual does not stand lower with the same votes on its first day", () => {
  fc.assert(
    fc.property(evidence, number(1, 4), (one, times) => {
      const young = { ...one, window: "1d" as const, ageHours: one.ageHours % 24 };
      const other = { ...young, usual: young.usual * times };
      assert.ok(explainTrend(other).score >= explainTrend(young).score - 1e-9);
    }),
  );
});

test("with the same votes and no news a paper sinks as it ages", () => {
  fc.assert(
    fc.property(evidence, number(0, 500), number(0, 500), (one, from, hours) => {
      const quiet = { ...one, window: "1d" as const, gained: noSignals };
      const at = (ageHours: number) => explainTrend({ ...quiet, ageHours }).score;
      const younger = at(24 + from);
      assert.ok(at(24 + from + hours) <= younger + 1e-9 * (1 + younger));
    }),
  );
});

test("votes that came before the window weigh less than the same votes within it", () => {
  fc.assert(
    fc.property(evidence, (one) => {
      const late = explainTrend({ ...one, before: noSignals });
      const early = explainTrend({ ...one, gained: noSignals, before: one.gained });
      assert.ok(late.score >= early.score - 1e-9 * (1 + early.score));
    }),
  );
});

test("growth begins at nothing, never falls, and ends at one", () => {
  assert.equal(grown(-5), 0);
  assert.equal(grown(0), 0);
  assert.ok(grown(1e6) > 0.999_999);
  fc.assert(
    fc.property(number(0, 5_000), number(0, 5_000), (from, hours) => {
      assert.ok(grown(from + hours) >= grown(from));
      assert.ok(
        Math.abs(grownBetween(from, from + hours) - (grown(from + hours) - grown(from))) < 1e-12,
      );
    }),
  );
});

test("growth is what a public daily list showed after three, five, seven and 28 days", () => {
  const firstDay = grown(24);
  const seen = [
    [72, 1.34],
    [120, 1.45],
    [168, 1.54],
    [672, 1.8],
  ] as const;
  for (const [hours, ratio] of seen)
    assert.ok(Math.abs(grown(hours) / firstDay - ratio) < 0.05, `${hours}`);
});

test("comments never weigh more than the votes beside them", () => {
  const { comments, sum } = addUp({ votes: 2, commenters: 30, stars: 0 });
  assert.equal(comments, 2);
  assert.equal(sum, 4);
  assert.equal(addUp({ votes: 0, commenters: 30, stars: 0 }).sum, 0);
});

test("an old paper that gains more than its past explains has a surprise, a young one none", () => {
  const gained = { ...noSignals, votes: 9 };
  const old = explainTrend({ window: "1d", ageHours: 9_000, usual: 3, gained, before: noSignals });
  assert.ok(old.surge > 3);
  const young = explainTrend({ window: "1d", ageHours: 20, usual: 3, gained, before: noSignals });
  assert.equal(young.surge, 0);
});

test("hot: a day makes up for twice the votes, and time alone changes no order", () => {
  assert.ok(Math.abs(hotScore(7, 24) - hotScore(15, 0)) < 1e-9);
  fc.assert(
    fc.property(number(0, 500), number(0, 500), number(0, 900), number(0, 900), (a, b, s, t) => {
      const before = hotScore(a, s) - hotScore(b, t);
      const after = hotScore(a, s - 100) - hotScore(b, t - 100);
      assert.ok(Math.abs(before - after) < 1e-9);
      assert.ok(hotScore(a + 1, s) > hotScore(a, s));
    }),
  );
});
