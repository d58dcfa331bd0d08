import { proposesElsewhere } from "./cues.ts";
import { indexOfHighest, scoreOf, shippedWeights, takeApart } from "./score.ts";
import type { Span } from "./sentences.ts";

/**
 * Where in an abstract the sentence stands that says what the paper contributes; `undefined`
 * for an empty one. Weights know English; in some other languages the first proposal is taken, else
 * place and length decide. Offsets are into `abstract` as given, TeX and all. Method and measure:
 * docs/papers.md, "The key sentence".
 */
export function findKeySentence(abstract: string): Span | undefined {
  const { spans, sentences, features } = takeApart(abstract);
  const elsewhere = sentences.findIndex((words) => proposesElsewhere.test(words));
  if (elsewhere >= 0) return spans[elsewhere];
  const weights = shippedWeights();
  return spans[indexOfHighest(features.map((one) => scoreOf(one, weights)))];
}

/** The sentence itself, as the abstract has it; "" for an empty abstract. */
export function keySentence(abstract: string): string {
  const span = findKeySentence(abstract);
  return span ? abstract.slice(span.start, span.end) : "";
}
