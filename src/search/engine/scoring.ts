/**
 * The constants of the score. Each was taken as published or chosen by leaving one test
 * collection out at a time; docs/search.md says which and what they reach.
 */

/** How soon more occurrences of a word stop adding to the score (BM25). */
export const K1 = 1.2;
/** How much a long title dilutes a word; 0: not at all, 1: in proportion. */
export const TITLE_B = 0.4;
export const ABSTRACT_B = 0.75;
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
/** Share of the vectors in the fused score. */
export const MEANING_WEIGHT = 0.3;
/** Best hits of each leg between which its scores are stretched to 0…1. */
export const NORMALISED_DEPTH = 200;
/** How far below 0 a stretched score falls for a hit that is not among those at all. */
export const TAIL_SPAN = 0.05;
/** Best hits of each leg whose fused score is worked out; the rest follows by words. */
export const FUSED_DEPTH = 400;
/** Most that citations or votes add to a fused score. */
export const TALLY_PRIOR = 0.03;
/** Most that being new adds, and the age at which half of it is gone. */
export const RECENCY_PRIOR = 0.02;
export const RECENCY_HALF_LIFE_DAYS = 365;

/** Inverse document frequency, never negative. */
export function inverseFrequency(documents: number, frequency: number): number {
  return Math.log(1 + (documents - frequency + 0.5) / (frequency + 0.5));
}
