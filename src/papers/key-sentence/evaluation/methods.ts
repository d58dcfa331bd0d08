import { lexRank } from "../lex-rank.ts";
import {
  indexOfHighest,
  scoreOf,
  shippedWeights,
  type TakenApart,
  type Weights,
} from "../score.ts";
import { fewCues } from "./few-cues.ts";

/** Picks a sentence of an abstract, by its place. */
export type Method = (abstract: TakenApart) => number;

export const methodNames = [
  "fitted",
  "few cues",
  "first proposal",
  "LexRank",
  "first",
  "last",
] as const;
export type MethodName = (typeof methodNames)[number];

export function weighing(weights: Weights): Method {
  return ({ features }) => indexOfHighest(features.map((one) => scoreOf(one, weights)));
}

export function createMethods(): Readonly<Record<MethodName, Method>> {
  return {
    fitted: weighing(shippedWeights()),
    "few cues": weighing(fewCues),
    "first proposal": ({ features }) =>
      Math.max(
        0,
        features.findIndex((one) => one.has("first-proposal")),
      ),
    LexRank: ({ sentences }) => indexOfHighest(lexRank(sentences)),
    first: () => 0,
    last: ({ sentences }) => sentences.length - 1,
  };
}
