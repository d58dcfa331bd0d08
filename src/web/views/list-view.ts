import type { PaperWithTally } from "#papers";

export interface ListItem {
  /** 1 is the first of the whole list, not of the page. */
  readonly rank: number;
  readonly paper: PaperWithTally;
  /** Upvotes now, where `paper` shows those of an edition that is closed. */
  readonly upvotesNow?: number;
  /** Why it is here, in a few words; for similar papers and hits by meaning. */
  readonly reason?: string;
}

/** Any list of papers: what its page, its feeds, its JSON and its Markdown are rendered from. */
export interface ListView {
  /** Stable name, such as `daily/2026-11-20` or `search?q=graph`; the Atom id is made of it. */
  readonly name: string;
  readonly title: string;
  readonly subtitle?: string;
  /** What in a search was not taken as it looks: the piece as typed, and a sentence about it. */
  readonly notes?: readonly { readonly text: string; readonly message: string }[];
  /** Path and query of the page, without a format suffix. */
  readonly path: string;
  /** ISO 8601. */
  readonly updatedAt: string;
  readonly total: number;
  readonly items: readonly ListItem[];
  /** Path and query of the next page of the list. */
  readonly nextPath?: string;
}

/** What every rendering needs to know of the site. */
export interface Site {
  readonly title: string;
  /** Public address without a slash at the end. */
  readonly url: string;
  readonly timeZone: string;
}
