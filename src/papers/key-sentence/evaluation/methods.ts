import { lexRank } from "../lex-rank.ts";
import { indexOfHighest, scoreOf, type TakenApart, type Weights } from "../score.ts";
import { fewCues } from "./few-cues.ts";
import { type Choice, type FitOptions, fitChoice } from "./fit-choice.ts";
import type { MarkedAbstract } from "./marked-abstracts.ts";

/** Picks a sentence of an abstract, by its place. */
export type Method = (abstract: TakenApart) => number;
/** Makes a method from marked abstracts; most ways look at none. */
export type Learn = (training: readonly MarkedAbstract[]) => Method;

export const methodNames = [
  "fitted",
  "few cues",
  "first proposal",
  "LexRank",
  "first",
  "last",
] as const;
export type MethodName = (typeof methodNames)[number];

/** How the weights that ship are fitted. */
export const fitOptions: FitOptions = { penalty: 4, wordPenalty: 8, leastAbstracts: 15 };

export function weighing(weights: Weights): Method {
  return ({ features }) => indexOfHighest(features.map((one) => scoreOf(one, weights)));
}

export function choicesOf(marked: readonly MarkedAbstract[]): Choice[] {
  return marked.map(({ features, isIdea }) => ({ features, isRight: isIdea }));
}

export function learnChoice(options: FitOptions): Learn {
  return (training) => weighing(fitChoice(choicesOf(training), options));
}

export const methods: Readonly<Record<MethodName, Learn>> = {
  fitted: learnChoice(fitOptions),
  "few cues": learnChoice({ ...fitOptions, only: fewCues }),
  "first proposal":
    () =>
    ({ features }) =>
      Math.max(
        0,
        features.findIndex((one) => one.has("first-proposal")),
      ),
  LexRank:
    () =>
    ({ sentences }) =>
      indexOfHighest(lexRank(sentences)),
  first: () => () => 0,
  last:
    () =>
    ({ sentences }) =>
      sentences.length - 1,
};
