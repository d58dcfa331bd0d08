/** Judgements of one query: document → grade; 0 and absent are not relevant. */
export type Judgements = ReadonlyMap<string, number>;

/** Quality of one query's ranking, each in [0, 1]. */
export interface QueryQuality {
  readonly ndcg10: number;
  readonly averagePrecision: number;
  readonly recall100: number;
  readonly reciprocalRank10: number;
  /** nDCG over the first fifth of the judged documents (CSFCube, arXiv 2103.12906). */
  readonly ndcg20Percent: number;
}

/**
 * Measures of a ranking without repetitions, best first, as trec_eval has them.
 * `averagePrecision` counts relevant documents that are not in the ranking as never found.
 */
export function measure(ranking: readonly string[], judgements: Judgements): QueryQuality {
  return {
    ndcg10: ndcg(ranking, judgements, 10),
    averagePrecision: averagePrecision(ranking, judgements),
    recall100: recall(ranking, judgements, 100),
    reciprocalRank10: reciprocalRank(ranking, judgements, 10),
    ndcg20Percent: ndcg(ranking, judgements, Math.max(1, Math.floor(judgements.size / 5))),
  };
}

/** Gain is the grade, discount log2(rank + 1) (Järvelin & Kekäläinen 2002; trec_eval). */
export function ndcg(ranking: readonly string[], judgements: Judgements, depth: number): number {
  const ideal = [...judgements.values()].filter((grade) => grade > 0).sort((a, b) => b - a);
  const best = discountedGain(ideal.slice(0, depth));
  const found = ranking.slice(0, depth).map((id) => Math.max(0, judgements.get(id) ?? 0));
  return best === 0 ? 0 : discountedGain(found) / best;
}

function discountedGain(grades: readonly number[]): number {
  return grades.reduce((sum, grade, index) => sum + grade / Math.log2(index + 2), 0);
}

function averagePrecision(ranking: readonly string[], judgements: Judgements): number {
  let found = 0;
  let sum = 0;
  ranking.forEach((id, index) => {
    if ((judgements.get(id) ?? 0) <= 0) return;
    found += 1;
    sum += found / (index + 1);
  });
  const relevant = countRelevant(judgements);
  return relevant === 0 ? 0 : sum / relevant;
}

function recall(ranking: readonly string[], judgements: Judgements, depth: number): number {
  const relevant = countRelevant(judgements);
  const found = ranking.slice(0, depth).filter((id) => (judgements.get(id) ?? 0) > 0).length;
  return relevant === 0 ? 0 : found / relevant;
}

function reciprocalRank(ranking: readonly string[], judgements: Judgements, depth: number): number {
  const index = ranking.slice(0, depth).findIndex((id) => (judgements.get(id) ?? 0) > 0);
  return index < 0 ? 0 : 1 / (index + 1);
}

function countRelevant(judgements: Judgements): number {
  return [...judgements.values()].filter((grade) => grade > 0).length;
}
