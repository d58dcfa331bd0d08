import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type ContentModel,
  contentFactor,
  contentScore,
  holdsFor,
  untried,
} from "./content-prior.ts";
import { fitContent, type SettledPaper } from "./fit-content.ts";
import { fitOwn } from "./fit-own.ts";
import { createNumbers, drawNormal, drawPoisson } from "./numbers.ts";

const SIZE = 12;

/** Papers whose votes follow these weights, with the noise of counting. */
function papersLike(weights: readonly number[], count: number, seed: string): SettledPaper[] {
  const next = createNumbers(seed);
  return Array.from({ length: count }, (_, at) => {
    const features = Array.from({ length: SIZE }, () => drawNormal(next) / 2);
    const log =
      1.2 + features.reduce((sum, value, index) => sum + value * (weights[index] ?? 0), 0);
    return {
      features,
      log: Math.log1p(drawPoisson(Math.exp(log), next)),
      group: `2026-W${String(10 + Math.floor(at / 40))}`,
    };
  });
}

const liked = Array.from({ length: SIZE }, (_, at) => (at < 4 ? 0.6 : 0));
const otherLikes = Array.from({ length: SIZE }, (_, at) => (at > 8 ? -0.9 : 0));
const shipped: ContentModel = fitContent(papersLike(liked, 2_000, "shipped"), "a-space");

test("a fit finds what the votes follow", () => {
  for (const [at, weight] of shipped.weights.entries()) {
    assert.ok(Math.abs(weight - liked[at]!) < 0.15, `${at}: ${weight}`);
  }
});

test("a site whose readers like the same trusts the shipped model", () => {
  const own = fitOwn(papersLike(liked, 600, "same"), shipped);
  assert.ok(own && own.skill > 0.1);
  const [one, other] = [new Float64Array(SIZE), new Float64Array(SIZE)];
  one[0] = 1;
  other[0] = -1;
  assert.ok(contentFactor(own.prior, one) > contentFactor(own.prior, other));
});

test("a site whose votes follow nothing expects nothing of content", () => {
  const own = fitOwn(papersLike([], 600, "noise"), shipped);
  assert.equal(own?.prior.trust, 0);
  assert.equal(contentFactor(own!.prior, papersLike([], 1, "any")[0]!.features), 1);
});

test("a site whose readers like something else learns it", () => {
  const own = fitOwn(papersLike(otherLikes, 1_500, "other"), shipped);
  const fresh = papersLike(otherLikes, 200, "fresh");
  const errors = (score: (paper: SettledPaper) => number) => {
    const rows = fresh.map((paper) => paper.log - score(paper));
    const mean = rows.reduce((sum, value) => sum + value, 0) / rows.length;
    return rows.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  };
  const learnt = errors(
    (paper) => own!.prior.trust * contentScore(own!.prior.model!, paper.features),
  );
  assert.ok(learnt < 0.8 * errors(() => 0));
  assert.ok(learnt < errors((paper) => contentScore(shipped, paper.features)));
});

test("a young site keeps what it has", () => {
  assert.equal(fitOwn(papersLike(liked, 299, "few"), shipped), undefined);
});

test("until a site has learnt, the shipped model speaks only of papers like those it was fitted on", () => {
  const prior = untried(shipped);
  assert.ok(holdsFor(prior, { categories: ["cs.CL"], sources: ["arxiv"] }));
  assert.ok(holdsFor(prior, { categories: [], sources: ["hugging-face"] }));
  assert.ok(!holdsFor(prior, { categories: ["math.AG"], sources: ["arxiv"] }));
  assert.ok(!holdsFor(prior, { categories: [], sources: ["bibtex"] }));
  assert.ok(holdsFor({ model: shipped, trust: 0.4 }, { categories: ["math.AG"], sources: [] }));
});
