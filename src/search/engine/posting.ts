/**
 * A posting in 32 bits: document number (22), occurrences in the title (3), in keywords or
 * names (2), in the abstract (5). Counts past their bits stay at the largest: by then the
 * score has long stopped growing with them.
 */
export const MAX_DOCUMENTS = 1 << 22;
export const DOCUMENT_SHIFT = 10;
export const TITLE_SHIFT = 7;
const TITLE_MASK = 7;
export const NAMED_SHIFT = 5;
export const NAMED_MASK = 3;
export const ABSTRACT_MASK = 31;
export const COUNTS_MASK = 1023;

/** What one occurrence adds to the low bits. */
export const TITLE_UNIT = 1 << TITLE_SHIFT;
export const NAMED_UNIT = 1 << NAMED_SHIFT;
export const ABSTRACT_UNIT = 1;

/** `counts` with one occurrence more, unless that field is full. */
export function addOccurrence(counts: number, unit: number): number {
  const mask =
    unit === ABSTRACT_UNIT
      ? ABSTRACT_MASK
      : unit === NAMED_UNIT
        ? NAMED_MASK << NAMED_SHIFT
        : TITLE_MASK << TITLE_SHIFT;
  return (counts & mask) === mask ? counts : counts + unit;
}
