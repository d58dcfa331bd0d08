import { cues } from "./cues.ts";
import { lexRank } from "./lex-rank.ts";

/** What is looked at of one sentence, by name; those that are 0 are left out. */
export type Features = ReadonlyMap<string, number>;

/** Longer sentences count as so long; in characters. */
const LONGEST = 400;
const SHORT = 60;
const SHORTISH = 100;
const LONG = 250;

/** Features of each sentence of one abstract: cues, words, place, length, neighbours. */
export function featuresOf(sentences: readonly string[]): Features[] {
  const centrality = lexRank(sentences);
  const firstProposal = sentences.findIndex((words) => cues.proposes.test(words));
  return sentences.map((words, at) => {
    const features = new Map<string, number>();
    for (const [name, cue] of Object.entries(cues)) if (cue.test(words)) features.set(name, 1);
    if (at === firstProposal) features.set("first-proposal", 1);
    if (firstProposal >= 0 && at > firstProposal) {
      features.set("after-proposal", 1);
      if (features.has("proposes")) features.set("later-proposal", 1);
    }
    features.set("central", centrality[at]!);
    addPlace(features, at, sentences.length);
    addLength(features, words.length);
    addNeighbours(features, sentences[at - 1], sentences[at + 1]);
    addWords(features, words);
    return features;
  });
}

function addPlace(features: Map<string, number>, at: number, count: number): void {
  const place = count > 1 ? at / (count - 1) : 0;
  features.set("late", place);
  features.set("late-squared", place * place);
  const name = ["first", "second", "third"][at];
  if (name) features.set(`place:${name}`, 1);
  if (at === count - 1 && count > 1) features.set("place:last", 1);
  if (at === count - 2 && count > 2) features.set("place:last-but-one", 1);
}

function addLength(features: Map<string, number>, length: number): void {
  features.set("length", Math.min(length, LONGEST) / 100);
  if (length < SHORT) features.set("short", 1);
  if (length < SHORTISH) features.set("shortish", 1);
  if (length > LONG) features.set("long", 1);
}

function addNeighbours(
  features: Map<string, number>,
  before: string | undefined,
  after: string | undefined,
): void {
  if (before !== undefined) {
    if (cues.proposes.test(before)) features.set("before:proposes", 1);
    if (cues.background.test(before)) features.set("before:background", 1);
  }
  if (after !== undefined) {
    if (cues.proposes.test(after)) features.set("after:proposes", 1);
    if (cues.aftermath.test(after)) features.set("after:aftermath", 1);
    if (cues.specifically.test(after)) features.set("after:specifically", 1);
  }
}

/** Every word, and the first one and two once more: `word:novel`, `start:to address`. */
function addWords(features: Map<string, number>, words: string): void {
  const tokens = words.toLowerCase().match(/\p{L}+(?:-\p{L}+)*|\d+|[%:;(]/gu) ?? [];
  for (const token of tokens) features.set(`word:${token}`, 1);
  const [first, second] = tokens;
  if (first !== undefined) features.set(`start:${first}`, 1);
  if (second !== undefined) features.set(`start:${first} ${second}`, 1);
}
