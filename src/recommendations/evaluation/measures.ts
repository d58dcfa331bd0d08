/** Measures of one reader's ranking. */
export interface ReaderQuality {
  readonly ndcg10: number;
  readonly recall10: number;
  readonly recall50: number;
  readonly recall100: number;
}

/** @param ranking best first, at least a hundred where there are so many. */
export function measureReader(
  ranking: ArrayLike<number>,
  relevant: ReadonlySet<number>,
): ReaderQuality {
  return {
    ndcg10: ndcg(ranking, relevant, 10),
    recall10: recall(ranking, relevant, 10),
    recall50: recall(ranking, relevant, 50),
    recall100: recall(ranking, relevant, 100),
  };
}

/** Share of the relevant ones among the first `depth`. */
function recall(ranking: ArrayLike<number>, relevant: ReadonlySet<number>, depth: number): number {
  let found = 0;
  for (let at = 0; at < Math.min(depth, ranking.length); at += 1) {
    if (relevant.has(ranking[at]!)) found += 1;
  }
  return relevant.size === 0 ? 0 : found / relevant.size;
}

function ndcg(ranking: ArrayLike<number>, relevant: ReadonlySet<number>, depth: number): number {
  let gain = 0;
  let ideal = 0;
  for (let at = 0; at < depth; at += 1) {
    const discounted = 1 / Math.log2(at + 2);
    if (at < ranking.length && relevant.has(ranking[at]!)) gain += discounted;
    if (at < relevant.size) ideal += discounted;
  }
  return ideal === 0 ? 0 : gain / ideal;
}
