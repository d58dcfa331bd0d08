/** Chance to jump to any sentence instead of a like one. */
const JUMP = 0.15;
const ROUNDS = 30;

/**
 * How central each sentence is among the others: PageRank over the likeness of their words
 * (LexRank, Erkan and Radev 2004, without a threshold). 0 is the mean.
 */
export function lexRank(sentences: readonly string[]): number[] {
  const vectors = weigh(sentences.map(countWords));
  const likeness = vectors.map((one) => vectors.map((other) => dot(one, other)));
  const sums = likeness.map((row) => row.reduce((sum, value) => sum + value, 0) || 1);
  const count = sentences.length;
  let rank = new Array<number>(count).fill(1 / count);
  for (let round = 0; round < ROUNDS; round++) {
    const next = new Array<number>(count).fill(JUMP / count);
    for (const [from, row] of likeness.entries()) {
      const share = ((1 - JUMP) * rank[from]!) / sums[from]!;
      for (const [to, value] of row.entries()) next[to]! += share * value;
    }
    rank = next;
  }
  return rank.map((value) => value * count - 1);
}

type Bag = ReadonlyMap<string, number>;

function countWords(sentence: string): Bag {
  const bag = new Map<string, number>();
  for (const word of sentence.toLowerCase().match(/\p{L}{3,}/gu) ?? []) {
    bag.set(word, (bag.get(word) ?? 0) + 1);
  }
  return bag;
}

/** Rare words weigh more; every vector has the length 1. */
function weigh(bags: readonly Bag[]): Bag[] {
  const holding = new Map<string, number>();
  for (const word of bags.flatMap((bag) => [...bag.keys()])) {
    holding.set(word, (holding.get(word) ?? 0) + 1);
  }
  return bags.map((bag) => {
    const weighed = [...bag].map(
      ([word, count]) => [word, count * Math.log(1 + bags.length / holding.get(word)!)] as const,
    );
    const length = Math.hypot(...weighed.map(([, weight]) => weight)) || 1;
    return new Map(weighed.map(([word, weight]) => [word, weight / length]));
  });
}

function dot(one: Bag, other: Bag): number {
  let sum = 0;
  for (const [word, weight] of one) sum += weight * (other.get(word) ?? 0);
  return sum;
}
