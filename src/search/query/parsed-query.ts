import type { Day } from "#platform";
import type { QueryNote } from "../search.ts";

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
  /** Papers that hits shall be like, by id, DOI, address or title, as typed. */
  readonly like: readonly string[];
  /** Papers that hits shall not be like. */
  readonly unlike: readonly string[];
  /** What was not taken as it looks. */
  readonly notes: readonly QueryNote[];
}
