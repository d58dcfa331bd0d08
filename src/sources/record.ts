import type { Day } from "#platform";

/** A name as printed, with the institutions printed beside it. */
export interface RecordAuthor {
  readonly name: string;
  readonly affiliations?: readonly string[];
  /** 16 digits with hyphens, without the address. */
  readonly orcid?: string;
}

export type LinkKind =
  | "abstract"
  | "pdf"
  | "code"
  | "data"
  | "model"
  | "project"
  | "video"
  | "other";

export interface RecordLink {
  readonly kind: LinkKind;
  readonly url: string;
}

export interface RecordVersion {
  /** 1 for `v1`. */
  readonly number: number;
  readonly submittedAt: string;
}

/** Counts a source shows beside a paper; integers ≥ 0, absent when it shows none. */
interface RecordTallies {
  readonly upvotes?: number;
  readonly comments?: number;
  readonly citations?: number;
  readonly stars?: number;
}

/** What a source counted at an instant. */
interface RecordReading {
  readonly seenAt: string;
  readonly upvotes: number;
}

/**
 * What one source says about one paper, as it said it: TeX and wording untouched, only
 * surrounding white space gone. Instants are UTC ISO 8601, days are the source's own.
 */
export interface PaperRecord {
  /** Who says it: `arxiv`, `hugging-face`, `listing`, `jsonl`, `rss`, `bibtex`, `ris`, `csl`. */
  readonly source: string;
  /** What this source calls the paper; stable between readings of the same file. */
  readonly sourceId: string;
  readonly title: string;
  readonly abstract?: string;
  readonly authors?: readonly RecordAuthor[];
  /** When the source shows a number instead of names. */
  readonly authorCount?: number;
  readonly organizations?: readonly string[];
  readonly categories?: readonly string[];
  readonly keywords?: readonly string[];
  readonly venue?: string;
  /** Without version: `2509.01234`, `hep-th/9901001`. */
  readonly arxivId?: string;
  /** Lower case, without the resolver's address. */
  readonly doi?: string;
  readonly versions?: readonly RecordVersion[];
  readonly submittedAt?: string;
  readonly announcedOn?: Day;
  readonly featuredOn?: Day;
  readonly links?: readonly RecordLink[];
  readonly tallies?: RecordTallies;
  /** Earlier counts, where a file keeps them; oldest first. */
  readonly tallyHistory?: readonly RecordReading[];
  /** The authors' own remark: pages, acceptance. */
  readonly remark?: string;
  readonly journalReference?: string;
  readonly license?: string;
  readonly withdrawn?: boolean;
  /** Fields only the Daily Papers API knows, under its names. */
  readonly dailyPapers?: Readonly<Record<string, unknown>>;
}

/**
 * One step of reading: a record, or a part that could not be read and why. `isFatal` says that
 * the file itself failed there (it breaks off, is empty, is no known format): it is the last
 * reading of its file, what stood before it counts, and the import as a whole has not succeeded.
 */
export type Reading =
  | { readonly kind: "record"; readonly line: number; readonly record: PaperRecord }
  | {
      readonly kind: "refused";
      readonly line: number;
      readonly reason: string;
      readonly isFatal?: true;
    };
