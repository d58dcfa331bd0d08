import { crossValidate } from "./cross-validate.ts";
import { type MarkedAbstract, readMarkedAbstracts } from "./marked-abstracts.ts";
import { type Learn, type MethodName, methodNames, methods } from "./methods.ts";

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
  readonly abstracts: number;
  /** F1 and hits of whoever picks the best sentence there is. */
  readonly ceiling: { readonly f1: number; readonly hits: number };
  readonly methods: readonly MethodReport[];
}

/** Ways to part the abstracts into folds; figures are the mean of them. */
const PARTINGS = 3;
const DRAWS = 2_000;

/**
 * Measures ways to find the key sentence by cross-validation: each abstract by weights fitted to
 * others alone.
 *
 * @throws AppError as `readMarkedAbstracts` does.
 */
export function evaluateKeySentences(place: string): KeySentenceReport {
  const marked = readMarkedAbstracts(place);
  const draws = drawMany(marked.length);
  const outcomes = new Map(
    methodNames.map((method) => [method, validate(marked, methods[method])]),
  );
  const fitted = outcomes.get("fitted")!;
  const best = marked.map((abstract) => outcomeOf(abstract, [bestOf(abstract)]));
  return {
    abstracts: marked.length,
    ceiling: { f1: round(f1Of(best)), hits: round(hitsOf(best)) },
    methods: [...outcomes].map(([method, own]) => ({
      method,
      f1: figureOf(draws, (rows) => f1Of(own, rows)),
      fittedLead: figureOf(draws, (rows) => f1Of(fitted, rows) - f1Of(own, rows)),
      hits: figureOf(draws, (rows) => hitsOf(own, rows)),
    })),
  };
}

/** F1 of one way to learn, by the same cross-validation. */
export function validatedF1(marked: readonly MarkedAbstract[], learn: Learn): number {
  return f1Of(validate(marked, learn));
}

function bestOf({ holds, isIdea }: MarkedAbstract): number {
  return Math.max(0, holds.includes(true) ? holds.indexOf(true) : isIdea.indexOf(true));
}

/** What became of one abstract. */
interface Outcome {
  /** In how many of the partings the pick holds a mark, and is of the idea; as shares. */
  readonly hit: number;
  readonly right: number;
  /** Sentences that are of the idea. */
  readonly ideas: number;
}

function validate(marked: readonly MarkedAbstract[], learn: Learn): Outcome[] {
  const partings = Array.from({ length: PARTINGS }, (_, parting) =>
    crossValidate(marked, learn, parting),
  );
  return marked.map((abstract, at) =>
    outcomeOf(
      abstract,
      partings.map((picks) => picks[at]!),
    ),
  );
}

function outcomeOf({ holds, isIdea }: MarkedAbstract, picks: readonly number[]): Outcome {
  const shareOf = (isSo: readonly boolean[]) =>
    picks.filter((pick) => isSo[pick] === true).length / picks.length;
  return { hit: shareOf(holds), right: shareOf(isIdea), ideas: isIdea.filter(Boolean).length };
}

const everyRow = (outcomes: readonly Outcome[]): Iterable<number> => outcomes.keys();

function f1Of(outcomes: readonly Outcome[], rows = everyRow(outcomes)): number {
  let [right, picked, ideas] = [0, 0, 0];
  for (const row of rows) {
    const outcome = outcomes[row]!;
    right += outcome.right;
    picked += 1;
    ideas += outcome.ideas;
  }
  return (2 * right) / (picked + ideas);
}

function hitsOf(outcomes: readonly Outcome[], rows = everyRow(outcomes)): number {
  let [hits, picked] = [0, 0];
  for (const row of rows) {
    hits += outcomes[row]!.hit;
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
