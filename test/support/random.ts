import {
  createRandom as createNumbers,
  type Random as Numbers,
} from "../../src/search/semantic/training/random.ts";

/** A stream of numbers that is the same for the same seed, with what test data is made by. */
export interface Random extends Pick<Numbers, "next" | "below"> {
  pick<T>(items: readonly T[]): T;
  /** True with this probability. */
  chance(probability: number): boolean;
}

export function createRandom(seed: number): Random {
  const { next, below } = createNumbers(seed);
  return {
    next,
    below,
    pick: (items) => {
      if (items.length === 0) throw new RangeError("nothing to pick from");
      return items[below(items.length)]!;
    },
    chance: (probability) => next() < probability,
  };
}
