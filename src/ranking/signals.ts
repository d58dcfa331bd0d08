import type { RankedPaper } from "./ranked-paper.ts";
import { usualAuthors } from "./team-size.ts";

/** An abstract of this many words says all that counts. */
const FULL_ABSTRACT_WORDS = 250;
/** Titles up to this many words count fully; each word more counts less, down to nothing. */
const SHORT_TITLE_WORDS = 5;
const LONG_TITLE_WORDS = 20;
/** Authors count from 1/2^1.5 to 2^1.5 times the usual number; further away changes nothing. */
const TEAM_DOUBLINGS = 1.5;
/** A paper cited this often has all that citations can give. */
const MANY_CITATIONS = 100_000;
/** Counts at which half of what can be had is reached. */
const HALF_STARS = 1_000;
const HALF_COMMENTS = 3;

/** Everything the prior looks at; each a pure function of the paper with values in [0, 1]. */
export const signals = {
  abstract: (paper) =>
    clamp(Math.log2(1 + countWords(paper.abstract)) / Math.log2(1 + FULL_ABSTRACT_WORDS)),
  authors: teamSize,
  title: (paper) => {
    const words = countWords(paper.title);
    return clamp((LONG_TITLE_WORDS - words) / (LONG_TITLE_WORDS - SHORT_TITLE_WORDS));
  },
  citations: (paper) => clamp(Math.log2(1 + paper.tally.citations) / Math.log2(1 + MANY_CITATIONS)),
  stars: (paper) => saturate(paper.tally.stars, HALF_STARS),
  comments: (paper) => saturate(paper.tally.comments, HALF_COMMENTS),
  material: (paper) => Number(paper.links.some((link) => isMaterial(link.kind))),
  venue: (paper) => Number(Boolean(paper.venue || paper.journalReference)),
} satisfies Record<string, (paper: RankedPaper) => number>;

export type SignalName = keyof typeof signals;

/** Authors that are many people under one name. */
const TEAM_NAME = /\b(collaboration|consortium|collaborative group|study group|investigators)\b/i;

/** 0.5 for the number of authors that is usual in the field; 0 where no author is known. */
function teamSize(paper: RankedPaper): number {
  if (paper.authors.some((author) => TEAM_NAME.test(author.name))) return 1;
  const authors = paper.authors.length || paper.authorCount || 0;
  if (authors === 0) return 0;
  const doublings = Math.log2((1 + authors) / (1 + usualAuthors(paper.categories[0])));
  return clamp((doublings + TEAM_DOUBLINGS) / (2 * TEAM_DOUBLINGS));
}

function isMaterial(kind: string): boolean {
  return kind === "code" || kind === "data" || kind === "model" || kind === "project";
}

function saturate(count: number, half: number): number {
  return count > 0 ? count / (count + half) : 0;
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}

/** Runs of characters above the space; the quick way, for tens of thousands of abstracts. */
function countWords(text: string): number {
  let words = 0;
  let isInside = false;
  for (let index = 0; index < text.length; index += 1) {
    const isVisible = text.charCodeAt(index) > 32;
    if (isVisible && !isInside) words += 1;
    isInside = isVisible;
  }
  return words;
}
