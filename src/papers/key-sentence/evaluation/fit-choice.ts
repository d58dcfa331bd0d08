import type { Features } from "../features.ts";
import type { Weights } from "../score.ts";

/** One abstract to learn from: which of its sentences are right. */
export interface Choice {
  readonly features: readonly Features[];
  readonly isRight: readonly boolean[];
}

export interface FitOptions {
  /** Pull of every weight towards 0; of words, this many times more. */
  readonly penalty: number;
  readonly wordPenalty: number;
  /** Words in fewer abstracts are left out. */
  readonly leastAbstracts: number;
  /** The features looked at; all where left out. */
  readonly only?: ReadonlySet<string> | undefined;
}

const STEPS = 200;
const RATE = 0.3;

/**
 * Conditional logit: weights under which the right sentences of an abstract are likely to be
 * chosen among all of it. Gradient ascent with a step of its own for every weight (AdaGrad);
 * the same input gives the same weights.
 */
export function fitChoice(choices: readonly Choice[], options: FitOptions): Weights {
  const usable = choices.filter(({ isRight }) => isRight.includes(true));
  const names = namesIn(usable, options);
  const places = new Map(names.map((name, at) => [name, at]));
  const penalties = names.map((name) =>
    isWord(name) ? options.penalty * options.wordPenalty : options.penalty,
  );
  const rows = usable.map(({ features, isRight }) => ({
    sentences: features.map((one) => toPairs(one, places)),
    isRight,
  }));
  const weights = new Float64Array(names.length);
  const squares = new Float64Array(names.length).fill(1e-8);
  const gradient = new Float64Array(names.length);
  for (let step = 0; step < STEPS; step++) {
    gradient.fill(0);
    for (const row of rows) addGradient(row, weights, gradient);
    for (let at = 0; at < names.length; at++) {
      const slope = gradient[at]! - penalties[at]! * weights[at]!;
      squares[at]! += slope * slope;
      weights[at]! += (RATE * slope) / Math.sqrt(squares[at]!);
    }
  }
  return new Map(names.map((name, at) => [name, weights[at]!]));
}

/** The features of one sentence: `values[i]` stands at `places[i]` among the weights. */
interface Pairs {
  readonly places: Int32Array;
  readonly values: Float64Array;
}

interface Row {
  readonly sentences: readonly Pairs[];
  readonly isRight: readonly boolean[];
}

const isWord = (name: string): boolean => name.startsWith("word:");

function namesIn(choices: readonly Choice[], { leastAbstracts, only }: FitOptions): string[] {
  const counts = new Map<string, number>();
  for (const { features } of choices) {
    const names = new Set(features.flatMap((one) => [...one.keys()]));
    for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts]
    .filter(([name, count]) => count >= leastAbstracts || !isWord(name))
    .map(([name]) => name)
    .filter((name) => only?.has(name) ?? true)
    .toSorted();
}

function toPairs(features: Features, places: ReadonlyMap<string, number>): Pairs {
  const known = [...features].filter(([name]) => places.has(name));
  return {
    places: Int32Array.from(known, ([name]) => places.get(name)!),
    values: Float64Array.from(known, ([, value]) => value),
  };
}

function addGradient({ sentences, isRight }: Row, weights: Float64Array, gradient: Float64Array) {
  const scores = sentences.map((pairs) => scoreOf(pairs, weights));
  const highest = Math.max(...scores);
  const odds = scores.map((score) => Math.exp(score - highest));
  const all = odds.reduce((sum, one) => sum + one, 0);
  const right = odds.reduce((sum, one, at) => (isRight[at] ? sum + one : sum), 0);
  for (const [at, { places, values }] of sentences.entries()) {
    const pull = (isRight[at] ? odds[at]! / right : 0) - odds[at]! / all;
    for (let i = 0; i < places.length; i++) gradient[places[i]!]! += pull * values[i]!;
  }
}

function scoreOf({ places, values }: Pairs, weights: Float64Array): number {
  let score = 0;
  for (let i = 0; i < places.length; i++) score += weights[places[i]!]! * values[i]!;
  return score;
}
