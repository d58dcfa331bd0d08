import { cues } from "./cues.ts";
import { lexRank } from "./lex-rank.ts";

/** What is looked at of one sentence, by name; those that are 0 are left out. */
export type Features = ReadonlyMap<string, number>;

/** Longer sentences count as so long; in characters. */
const LONGEST = 400;
/** Later places count as this one. */
const LATEST = 8;
/** Places further from the end count as this one. */
const FURTHEST = 5;

/** Features of each sentence of one abstract: cues, words, place, length, neighbours, names. */
export function featuresOf(sentences: readonly string[]): Features[] {
  const cuesOf = sentences.map(findCues);
  const centrality = lexRank(sentences);
  const isNamed = findNamed(sentences, cuesOf);
  const proposal = cuesOf.findIndex((found) => found.has("proposes"));
  return sentences.map((words, at) => {
    const features = new Map<string, number>();
    for (const name of cuesOf[at]!) features.set(name, 1);
    addProposal(features, at, proposal);
    features.set("central", centrality[at]!);
    features.set("length", Math.min(words.length, LONGEST) / 100);
    addPlace(features, at, sentences.length);
    addNeighbours(features, cuesOf[at - 1], cuesOf[at + 1]);
    if (isNamed[at]) features.set("named", 1);
    if (at > 0 && NAME_FIRST.test(words)) features.set("name-first", 1);
    for (const word of wordsOf(words)) features.set(`word:${word}`, 1);
    return features;
  });
}

type Cues = ReadonlySet<string>;

function findCues(sentence: string): Cues {
  const found = Object.entries(cues).filter(([, cue]) => cue.test(sentence));
  return new Set(found.map(([name]) => name));
}

function addProposal(features: Map<string, number>, at: number, proposal: number): void {
  if (proposal < 0 || at < proposal) return;
  if (at > proposal) {
    features.set("after-proposal", 1);
    if (features.has("proposes")) features.set("later-proposal", 1);
    return;
  }
  features.set("first-proposal", 1);
  // One that stands so early says what is done, and a later sentence how.
  if (at === 0) features.set("proposes-at-once", 1);
  if (at === 1) features.set("proposes-second", 1);
}

function addPlace(features: Map<string, number>, at: number, count: number): void {
  const place = count > 1 ? at / (count - 1) : 0;
  features.set("late", place);
  features.set("late-squared", place * place);
  features.set("late-of-many", (place * count) / 10);
  features.set("at", Math.min(at, LATEST) / 4);
  features.set("from-end", Math.min(count - 1 - at, FURTHEST) / 5);
  const name = ["first", "second", "third"][at];
  if (name) features.set(`place:${name}`, 1);
  if (at === count - 1 && count > 1) features.set("place:last", 1);
  if (at === count - 2 && count > 2) features.set("place:last-but-one", 1);
}

function addNeighbours(features: Map<string, number>, before?: Cues, after?: Cues): void {
  for (const name of ["proposes", "background"]) {
    if (before?.has(name)) features.set(`before:${name}`, 1);
  }
  for (const name of ["proposes", "aftermath", "specifically"]) {
    if (after?.has(name)) features.set(`after:${name}`, 1);
  }
}

/** Words with a second capital are taken as names: OilGear, GPT. */
const NAME = /\b[A-Z][\w-]*[A-Z][\w-]*/g;
const NAME_FIRST = /^[A-Z][\w-]*[A-Z]/;

/** Of each sentence: whether it has a name from an earlier one that proposes or says "new". */
function findNamed(sentences: readonly string[], cuesOf: readonly Cues[]): boolean[] {
  const known = new Set<string>();
  return sentences.map((words, at) => {
    const names = words.match(NAME) ?? [];
    const isNamed = names.some((name) => known.has(name));
    if (cuesOf[at]!.has("proposes") || cuesOf[at]!.has("novel")) {
      for (const name of names) known.add(name);
    }
    return isNamed;
  });
}

function wordsOf(sentence: string): string[] {
  return sentence.toLowerCase().match(/\p{L}+(?:-\p{L}+)*|\d+|[%:;(]/gu) ?? [];
}
