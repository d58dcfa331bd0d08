import { stopWords } from "../text/stop-words.ts";
import { textTerm } from "../text/terms.ts";
import { findString, type StringTable } from "./string-table.ts";

/** Places of the stop words in a sorted table of terms. Their codes in streams come first. */
export function findStops(terms: StringTable): Set<number> {
  const places = new Set(stopWords.map((word) => findString(terms, textTerm(word))));
  places.delete(-1);
  return places;
}

const counts = new WeakMap<StringTable, number>();

/** How many stop words a segment has: they have the codes 1 to this. */
export function stopCount(terms: StringTable): number {
  let count = counts.get(terms);
  if (count === undefined) {
    count = findStops(terms).size;
    counts.set(terms, count);
  }
  return count;
}
