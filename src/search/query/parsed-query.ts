import type { Day } from "#platform";

export type FilterField = "author" | "org" | "category" | "venue" | "has";

/** One condition: holds when any of `values` does, or, when negated, when none does. */
export interface FilterClause {
  readonly field: FilterField;
  readonly values: readonly string[];
  readonly isNegated: boolean;
}

/** A query taken apart. Every part keeps the spelling of the person who typed it. */
export interface ParsedQuery {
  /** Plain words in the order typed, parted by spaces. */
  readonly words: string;
  /** Quoted: must occur, word after word. */
  readonly phrases: readonly string[];
  readonly excludedWords: readonly string[];
  readonly excludedPhrases: readonly string[];
  /** All must hold. */
  readonly filters: readonly FilterClause[];
  readonly from?: Day;
  readonly until?: Day;
}
