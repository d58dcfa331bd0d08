import { type MarkedAbstract, readMarkedAbstracts } from "./marked-abstracts.ts";
import { createMethods, type Method, type MethodName, methodNames } from "./methods.ts";

/** A share and where it lies with 95 % (bootstrap over abstracts, the same draws each time). */
export interface Figure {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

interface MethodReport {
  readonly method: MethodName;
  /** F1 of the sentence picked against the sentences of the idea. */
  readonly f1: Figure;
  /** How much higher the fitted method is; paired. */
  readonly fittedLead: Figure;
  /** Share of abstracts whose picked sentence holds more than half of a mark. */
  readonly hits: Figure;
}

export interface KeySentenceReport {
  readonly trained: number;
  readonly tested: number;
  /** F1 and hits of whoever picks the best sentence there is. */
  readonly ceiling: { readonly f1: number; readonly hits: number };
  readonly methods: readonly MethodReport[];
}

const DRAWS = 2_000;

/**
 * Measures ways to find the key sentence on the half of the abstracts that the shipped weights
 * were not fitted to.
 *
 * @throws AppError as `readMarkedAbstracts` does.
 */
export function evaluateKeySentences(place: string): KeySentenceReport {
  const marked = readMarkedAbstracts(place);
  const tested = marked.filter(({ isForTraining }) => !isForTraining);
  const draws = drawMany(tested.length);
  const methods = createMethods();
  const fitted = tallyOf(tested, methods.fitted);
  const best = tallyOf(tested, ({ sentences }) => bestOf(tested, sentences));
  return {
    trained: marked.length - tested.length,
    tested: tested.length,
    ceiling: { f1: round(f1Of(best)), hits: round(hitsOf(best)) },
    methods: methodNames.map((method) => {
      const own = tallyOf(tested, methods[method]);
      return {
        method,
        f1: figureOf(draws, (rows) => f1Of(own, rows)),
        fittedLead: figureOf(draws, (rows) => f1Of(fitted, rows) - f1Of(own, rows)),
        hits: figureOf(draws, (rows) => hitsOf(own, rows)),
      };
    }),
  };
}

function bestOf(tested: readonly MarkedAbstract[], sentences: readonly string[]): number {
  const marked = tested.find((one) => one.sentences === sentences);
  return Math.max(0, marked?.holds.indexOf(true) ?? 0);
}

/** What became of one abstract. */
interface Outcome {
  readonly isHit: boolean;
  readonly isRight: boolean;
  /** Sentences that are of the idea. */
  readonly ideas: number;
}

function tallyOf(tested: readonly MarkedAbstract[], method: Method): Outcome[] {
  return tested.map((abstract) => {
    const at = method(abstract);
    const ideas = abstract.isIdea.filter(Boolean).length;
    return { isHit: abstract.holds[at] === true, isRight: abstract.isIdea[at] === true, ideas };
  });
}

const everyRow = (outcomes: readonly Outcome[]): Iterable<number> => outcomes.keys();

function f1Of(outcomes: readonly Outcome[], rows = everyRow(outcomes)): number {
  let [right, picked, ideas] = [0, 0, 0];
  for (const row of rows) {
    const outcome = outcomes[row]!;
    right += outcome.isRight ? 1 : 0;
    picked += 1;
    ideas += outcome.ideas;
  }
  return (2 * right) / (picked + ideas);
}

function hitsOf(outcomes: readonly Outcome[], rows = everyRow(outcomes)): number {
  let [hits, picked] = [0, 0];
  for (const row of rows) {
    hits += outcomes[row]!.isHit ? 1 : 0;
    picked += 1;
  }
  return hits / picked;
}

function figureOf(
  draws: readonly (readonly number[])[],
  measure: (rows?: readonly number[]) => number,
): Figure {
  const drawn = draws.map((rows) => measure(rows)).toSorted((one, other) => one - other);
  const at = (share: number) => round(drawn[Math.floor(share * (drawn.length - 1))] ?? 0);
  return { value: round(measure()), low: at(0.025), high: at(0.975) };
}

const round = (value: number): number => Math.round(value * 1_000) / 1_000;

/** Rows drawn with replacement, by a generator with a fixed seed (mulberry32). */
function drawMany(count: number): number[][] {
  let state = 20_261_120;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return Array.from({ length: DRAWS }, () =>
    Array.from({ length: count }, () => Math.floor(next() * count)),
  );
}
