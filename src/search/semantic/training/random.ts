/** Seeded random numbers: the same seed gives the same model, byte for byte. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform integer in [0, limit). */
  below(limit: number): number;
  /** Standard normal. */
  normal(): number;
  shuffle(values: Int32Array): void;
}

/** Mulberry32: 32 bits of state, enough for sampling. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;

  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  const below = (limit: number) => Math.floor(next() * limit);

  return {
    next,
    below,
    // Box–Muller; the second value of the pair is not kept, for simplicity.
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    shuffle(values) {
      for (let last = values.length - 1; last > 0; last -= 1) {
        const other = below(last + 1);
        const kept = values[last]!;
        values[last] = values[other]!;
        values[other] = kept;
      }
    },
  };
}
