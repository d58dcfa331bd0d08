/**
 * `name:value` as other search pages have it: a lower-case name and a value right behind the
 * colon. Times, ratios, addresses and `c:` are none.
 */
const OPERATOR = /^-?([a-z]{2,14}):(?=["\p{L}\p{N}])/u;

/** Begins ids, addresses and C++ names, not conditions. */
const PREFIXES = new Set(["arxiv", "doi", "pmid", "isbn", "urn", "http", "https", "mailto", "hal"]);

/** The name of the operator that a piece seems to be meant as, if any. */
export function findOperator(piece: string): string | undefined {
  const name = OPERATOR.exec(piece)?.[1];
  return name === undefined || PREFIXES.has(name) ? undefined : name;
}
