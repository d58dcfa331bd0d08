/**
 * The constants of the score. Each was taken as published or chosen by leaving one test
 * collection out at a time; docs/search.md says which and what they reach.
 */

/** How soon more occurrences of a word stop adding to the score (BM25). */
export const K1 = 1.2;
/** How much a long title dilutes a word; 0: not at all, 1: in proportion. */
export const TITLE_B = 0.4;
export const ABSTRACT_B = 0.65;
/** A word in the title counts as so many in the abstract. */
export const TITLE_WEIGHT = 2;
/** The same for a keyword, author, organisation or venue. */
export const NAMED_WEIGHT = 1;
/** Two neighbouring words in the title count as so many pairs: a title that says it leads. */
export const TITLE_PAIR_WEIGHT = 4;
/** Part of the idf of two neighbouring query words that their standing side by side adds. */
export const PAIR_WEIGHT = 0.2;
/** The same, shared among the pairs of a short query: two words side by side are a phrase. */
export const PHRASE_WEIGHT = 1;
/** Share of all vectors in the fused score, by how many spaces know something of the query. */
export const MEANING_WEIGHTS: readonly number[] = [0, 0.3, 0.5, 0.6];
/** Distinct words of a query from which on the vectors have their full say. */
export const FULL_SAY_WORDS = 8;
/**
 * How much more or less a space counts by where it sees the best hit by words, 0…1 between
 * its own least and best: `1 + slope · (seen − middle)`, within bounds.
 */
export const TRUST_SLOPE = 0.75;
export const TRUST_MIDDLE = 0.75;
export const LEAST_TRUST = 0.1;
export const MOST_TRUST = 1.5;
/** First hits towards which the vectors of a query are moved, and how far: 0 not, 1 all the way. */
export const FEEDBACK_HITS = 10;
export const FEEDBACK_SHARE = 0.4;
/** A hit so far below the first in the fused score counts e times less in that. */
export const FEEDBACK_FALL = 0.1;
/** First hits that are put in order anew by the moved vectors. */
export const FEEDBACK_DEPTH = 100;
/** Best of them between which the new cosines are stretched to 0…1. */
export const FEEDBACK_NORMALISED = 50;
/** Best hits of each leg between which its scores are stretched to 0…1. */
export const NORMALISED_DEPTH = 200;
/** How far below 0 a stretched score falls for a hit that is not among those at all. */
export const TAIL_SPAN = 0.05;
/** Best hits of each leg whose fused score is worked out; the rest follows by words. */
export const FUSED_DEPTH = 400;
/** What a title adds to a fused score that is word for word what was asked for. */
export const TITLE_COVER = 0.5;
/** What a long form is worth of its short form in the query, or the other way round. */
export const SYNONYM_WEIGHT = 0.4;
/** Papers that must introduce a short form for a long one, and their share of all that do. */
export const SYNONYM_PAPERS = 3;
export const SYNONYM_SHARE = 0.6;
/** Most that citations or votes add to a fused score. */
export const TALLY_PRIOR = 0.03;
/** Most that being new adds, and the age at which half of it is gone. */
export const RECENCY_PRIOR = 0.02;
export const RECENCY_HALF_LIFE_DAYS = 365;

/**
 * What an author and a year that the query names add to a fused score, which is about 0…1: they
 * lead together, an author asked for leads alone, a year off by one is a preprint's.
 */
export const CLUE_AUTHOR = 1.2;
export const CLUE_YEAR = 0.6;
export const CLUE_NEAR_YEAR = 0.3;
/** Share of a word's papers in which it is an author's name, from which on it is taken for one. */
export const CLUE_NAME_SHARE = 0.6;
/** Part of that which a paper keeps that is by the author but not on the subject. */
export const CLUE_OFF_SUBJECT = 0.5;
/** Papers of an author that come in though no leg found them. */
export const CLUE_DEPTH = 200;
/** Terms of the papers of `like:` that are looked for in others. */
export const LIKE_TERMS = 60;
/** What a paper of `unlike:` takes away, where one of `like:` adds 1. */
export const UNLIKE_WEIGHT = 0.5;
/** Papers nearest to those of `unlike:` that are left out of a list without words. */
export const UNLIKE_REACH = 100;

/** Inverse document frequency, never negative. */
export function inverseFrequency(documents: number, frequency: number): number {
  return Math.log(1 + (documents - frequency + 0.5) / (frequency + 0.5));
}
