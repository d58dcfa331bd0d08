import type { PaperId } from "#papers";

declare const periodBrand: unique symbol;

/** `2026-11-20`, `2026-W47` or `2026-11`: the name of one edition. */
export type Period = string & { readonly [periodBrand]: true };

export type PeriodKind = "day" | "week" | "month";

export type EditionSort = "votes" | "new" | "discussed";

export interface EditionEntry {
  readonly paperId: PaperId;
  /** Place in the order asked for: 1 is its top; without gaps. */
  readonly rank: number;
  /** Upvotes plus the prior, which is below 1; compare only within one edition. */
  readonly score: number;
  readonly upvotes: number;
  readonly comments: number;
  /** An editor has put it first. */
  readonly isPinned?: true;
}

export interface Edition {
  readonly period: Period;
  readonly kind: PeriodKind;
  readonly status: "open" | "frozen";
  readonly frozenAt?: string;
  /** SHA-256 of the frozen entries, hex. */
  readonly contentHash?: string;
  /** Papers in the whole edition; `entries` holds one page of them. */
  readonly total: number;
  /** Papers that arrived for this period after it was frozen. */
  readonly lateArrivals: number;
  readonly entries: readonly EditionEntry[];
  /** Nearest periods of the same kind that have papers. */
  readonly previous?: Period;
  readonly next?: Period;
  /** When it closes, ISO 8601; for open editions whose period is not over. */
  readonly closesAt?: string;
}

/** What an editor has decided about a paper of one edition. */
export interface EditionChoice {
  readonly paperId: PaperId;
  /** `pin`: before all others; `drop`: not in it. */
  readonly kind: "pin" | "drop";
  /** Among the pinned, the lower first. */
  readonly place: number;
  /** ISO 8601. */
  readonly at: string;
}

/** Which part of an edition, in which order. */
export interface EditionPage {
  readonly sort?: EditionSort;
  /** Default 50. */
  readonly limit?: number;
  readonly offset?: number;
}
