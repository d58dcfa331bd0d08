import type { RankedPaper } from "./ranked-paper.ts";
import { type SignalName, signals } from "./signals.ts";

/** One term of the prior: `contribution` = `value` × `weight`. */
export interface PriorTerm {
  readonly name: SignalName;
  /** What is looked at, in a few words. */
  readonly label: string;
  /** How `value` comes about, in a sentence. */
  readonly rule: string;
  /** Most that the term can add; all weights together are 1. */
  readonly weight: number;
}

/**
 * The terms of the prior and their weights. Those of abstract, authors and title are fitted
 * by `scripts/fit-prior.ts`; the others are chosen. Both are discussed in docs/ranking.md.
 */
export const priorTerms: readonly PriorTerm[] = [
  {
    name: "citations",
    label: "Citations",
    rule: "log(1 + citations) / log(100001), at most 1",
    weight: 0.41,
  },
  {
    name: "authors",
    label: "Authors",
    rule: "0.5 for as many authors as papers of its field usually have, more for a larger team, at most 1",
    weight: 0.26,
  },
  {
    name: "abstract",
    label: "Abstract",
    rule: "log(1 + words) / log(251), at most 1; 0 without an abstract",
    weight: 0.12,
  },
  {
    name: "title",
    label: "Short title",
    rule: "1 up to 5 words, 0 from 20 words on, evenly in between",
    weight: 0.11,
  },
  {
    name: "comments",
    label: "Comments elsewhere",
    rule: "c / (c + 3) for c comments that its sources count",
    weight: 0.03,
  },
  {
    name: "stars",
    label: "Stars of its code",
    rule: "s / (s + 1000) for s stars",
    weight: 0.03,
  },
  {
    name: "material",
    label: "Code, data, model or project page",
    rule: "1 if it links to one",
    weight: 0.02,
  },
  {
    name: "venue",
    label: "Published",
    rule: "1 if a source names its venue or journal",
    weight: 0.02,
  },
];

/** Decimals kept of a contribution, so that the printed sum is the sum. */
const DECIMALS = 6;

/**
 * What speaks for a paper before anyone has voted on it: the weighted sum of what its own
 * text and its sources say. It never weighs as much as one vote.
 *
 * @returns in [0, 1), in steps of a millionth; 0 for a withdrawn paper.
 * @see docs/ranking.md for the fit and what it is worth
 */
export function prior(paper: RankedPaper): number {
  if (paper.withdrawn) return 0;
  let sum = 0;
  for (const term of priorTerms) sum += contribution(paper, term);
  return round(sum);
}

export function contribution(paper: RankedPaper, { name, weight }: PriorTerm): number {
  return round(signals[name](paper) * weight);
}

function round(value: number): number {
  return Math.round(value * 10 ** DECIMALS) / 10 ** DECIMALS;
}
