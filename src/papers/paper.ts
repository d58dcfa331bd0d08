import type { Day } from "#platform";
import type { LinkKind } from "#sources";

declare const paperIdBrand: unique symbol;

/** `2509.01234`, `hep-th/9901001`, `doi:10.1234/abc` or `p-` and 12 hex digits. */
export type PaperId = string & { readonly [paperIdBrand]: true };

export interface Author {
  readonly name: string;
  readonly affiliations: readonly string[];
  readonly orcid?: string;
}

export interface PaperLink {
  readonly kind: LinkKind;
  readonly url: string;
}

export interface PaperVersion {
  readonly number: number;
  readonly submittedAt: string;
}

/** One work, merged from everything its sources say. Text keeps its TeX. */
export interface Paper {
  readonly id: PaperId;
  readonly title: string;
  readonly abstract: string;
  /** In printed order; empty when no source names them. */
  readonly authors: readonly Author[];
  /** Number of authors where only that is known. */
  readonly authorCount?: number;
  readonly organizations: readonly string[];
  /** First is primary. */
  readonly categories: readonly string[];
  readonly keywords: readonly string[];
  readonly venue?: string;
  readonly arxivId?: string;
  readonly doi?: string;
  readonly versions: readonly PaperVersion[];
  readonly links: readonly PaperLink[];
  /** ISO 8601 instant. */
  readonly submittedAt?: string;
  readonly announcedOn?: Day;
  readonly featuredOn?: Day;
  readonly firstSeenOn: Day;
  /** `announcedOn`, else `featuredOn`, else `firstSeenOn`. */
  readonly editionDay: Day;
  readonly remark?: string;
  readonly journalReference?: string;
  readonly license?: string;
  readonly withdrawn?: boolean;
  /** Names of the sources that speak of it, sorted. */
  readonly sources: readonly string[];
  readonly dailyPapers?: Readonly<Record<string, unknown>>;
}

/** Counts of the sources and of this site together; 0 when there are none. */
export interface Tally {
  readonly upvotes: number;
  /** Upvotes that count for the order: without those of new accounts and of bursts. */
  readonly counted: number;
  readonly comments: number;
  readonly citations: number;
  readonly stars: number;
}

/** Counts as the sources show them; 0 when none does. */
export type SourceTally = Omit<Tally, "counted">;

/** What people on this site have done with a paper; `counted` ≤ `upvotes`. */
export interface OwnTally {
  readonly upvotes: number;
  readonly counted: number;
  readonly comments: number;
  /** Different people among those who commented. */
  readonly commenters: number;
}

/** A paper with its counts: what lists and pages show. */
export interface PaperWithTally extends Paper {
  readonly tally: Tally;
}
