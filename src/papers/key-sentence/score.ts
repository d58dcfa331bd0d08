import { readFileSync } from "node:fs";
import { type Features, featuresOf } from "./features.ts";
import { type Span, sentencesOf } from "./sentences.ts";

export type Weights = ReadonlyMap<string, number>;

/** Longer texts are no abstracts; only their beginning is looked at. */
const MAX_TEXT = 20_000;
const MAX_SENTENCES = 60;
const file = new URL("../../../models/key-sentence.json", import.meta.url);

/** One abstract taken apart. */
export interface TakenApart {
  readonly spans: readonly Span[];
  readonly sentences: readonly string[];
  readonly features: readonly Features[];
}

export function takeApart(abstract: string): TakenApart {
  const text = abstract.slice(0, MAX_TEXT);
  const spans = sentencesOf(text).slice(0, MAX_SENTENCES);
  const sentences = spans.map(({ start, end }) => text.slice(start, end));
  return { spans, sentences, features: featuresOf(sentences) };
}

export function scoreOf(features: Features, weights: Weights): number {
  let score = 0;
  for (const [name, value] of features) score += value * (weights.get(name) ?? 0);
  return score;
}

/** The first of the highest; -1 of none. */
export function indexOfHighest(scores: readonly number[]): number {
  return scores.indexOf(Math.max(...scores));
}

let shipped: Weights | undefined;

/** The weights that ship, read once. models/README.md says how they were made. */
export function shippedWeights(): Weights {
  shipped ??= new Map(Object.entries(JSON.parse(readFileSync(file, "utf8")).weights));
  return shipped;
}
