import { type ContentModel, type ContentPrior, contentScore } from "./content-prior.ts";
import { fitContent, type SettledPaper } from "./fit-content.ts";

/** With fewer settled papers than this a site can not tell what its readers like. */
const FEWEST_PAPERS = 300;
/** Groups that are held back in turn. */
const FOLDS = 5;
/** A prior must explain this much more of what differs than the simpler one before it. */
const LEAST_SKILL = 0.01;

/** What a site learnt of its own votes. */
export interface OwnPrior {
  readonly prior: ContentPrior;
  readonly papers: number;
  /** Share of what differs between papers of one group that it explains on papers held back. */
  readonly skill: number;
}

/**
 * Chooses by what each explains on papers that were held back: nothing at all, the shipped
 * model as far as it holds here, or the shipped model bent towards the site's own votes.
 *
 * @returns `undefined` with fewer than 300 settled papers.
 */
export function fitOwn(
  papers: readonly SettledPaper[],
  shipped: ContentModel,
): OwnPrior | undefined {
  if (papers.length < FEWEST_PAPERS) return undefined;
  const folds = foldsOf(papers);
  const choices = [
    (train: readonly SettledPaper[]) => trusted(shipped, train),
    (train: readonly SettledPaper[]) => bent(shipped, train),
  ];
  let best: OwnPrior = { prior: { model: shipped, trust: 0 }, papers: papers.length, skill: 0 };
  for (const fit of choices) {
    const skill = skillOf(folds, fit);
    if (skill < best.skill + LEAST_SKILL) continue;
    best = { prior: fit(papers), papers: papers.length, skill };
  }
  return best;
}

interface Fold {
  readonly train: readonly SettledPaper[];
  readonly test: readonly SettledPaper[];
}

/** Whole groups, in stretches of time, so that no paper is explained by its neighbours. */
function foldsOf(papers: readonly SettledPaper[]): Fold[] {
  const groups = [...Map.groupBy(papers, (paper) => paper.group)].toSorted(([one], [other]) =>
    one < other ? -1 : 1,
  );
  return Array.from({ length: FOLDS }, (_, fold) => {
    const isHeld = (at: number) => Math.floor((at * FOLDS) / groups.length) === fold;
    return {
      train: groups.filter((_, at) => !isHeld(at)).flatMap(([, group]) => group),
      test: groups.filter((_, at) => isHeld(at)).flatMap(([, group]) => group),
    };
  });
}

/** How many papers' worth of agreement half of the trust needs. */
const TRUST_PENALTY = 10;

/** The shipped model, shrunk to the slope at which it fits; never turned round. */
function trusted(shipped: ContentModel, papers: readonly SettledPaper[]): ContentPrior {
  let both = 0;
  let own = TRUST_PENALTY;
  for (const { score, log } of differences(papers, { model: shipped, trust: 1 })) {
    both += score * log;
    own += score * score;
  }
  return { model: shipped, trust: Math.min(1, Math.max(0, both / own)) };
}

/** The shipped model and a line through what it leaves unexplained. */
function bent(shipped: ContentModel, papers: readonly SettledPaper[]): ContentPrior {
  const base = trusted(shipped, papers);
  const left = papers.map((paper) => ({
    ...paper,
    log: paper.log - base.trust * contentScore(shipped, paper.features),
  }));
  const more = fitContent(left, shipped.space);
  const weights = more.weights.map((weight, at) => weight + base.trust * shipped.weights[at]!);
  return { model: { ...more, weights }, trust: 1 };
}

/** 1 − the squared errors over the squares of what differs, on papers held back. */
function skillOf(
  folds: readonly Fold[],
  fit: (train: readonly SettledPaper[]) => ContentPrior,
): number {
  let errors = 0;
  let all = 0;
  for (const { train, test } of folds) {
    for (const { score, log } of differences(test, fit(train))) {
      errors += (log - score) ** 2;
      all += log ** 2;
    }
  }
  return all === 0 ? 0 : 1 - errors / all;
}

/** What is expected of each paper and what came, as they differ from the mean of their group. */
function differences(papers: readonly SettledPaper[], { model, trust }: ContentPrior) {
  const rows = papers.map(({ features, log, group }) => ({
    score: model ? trust * contentScore(model, features) : 0,
    log,
    group,
  }));
  return [...Map.groupBy(rows, (row) => row.group).values()].flatMap((group) => {
    const meanScore = group.reduce((sum, row) => sum + row.score, 0) / group.length;
    const meanLog = group.reduce((sum, row) => sum + row.log, 0) / group.length;
    return group.map((row) => ({ score: row.score - meanScore, log: row.log - meanLog }));
  });
}
