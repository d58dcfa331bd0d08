/**
 * One post as it was composed: plain text without markup, the same for every service. It is
 * kept, so that a second try says what the first one said.
 */
export interface Post {
  /** When it was composed; ISO 8601. */
  readonly at: string;
  /** Of the channel: "Papers about graph neural networks". */
  readonly title: string;
  /** "Friday, 20 November 2026"; empty where there is none. */
  readonly dateline: string;
  /** The list on the site. */
  readonly url: string;
  readonly site: PostSite;
  readonly papers: readonly PostPaper[];
  readonly replies: readonly PostReply[];
  /** Papers that match beyond those of the post. */
  readonly more: number;
  /** Instead of papers, of a test. */
  readonly greeting?: string;
}

interface PostSite {
  readonly title: string;
  /** Without a slash at the end. */
  readonly url: string;
}

export interface PostPaper {
  readonly id: string;
  readonly title: string;
  readonly authors: string;
  /** The sentence of the abstract that says most; may be empty. */
  readonly sentence: string;
  /** Primary category; may be empty. */
  readonly label: string;
  /** Why it is here, without a full stop; may be empty. */
  readonly reason: string;
  readonly upvotes: number;
  readonly comments: number;
  readonly url: string;
  /** Where it is talked about on the site. */
  readonly threadUrl: string;
  readonly pdfUrl?: string;
  readonly codeUrl?: string;
}

/** A reply to a comment of the owner. */
export interface PostReply {
  readonly id: string;
  readonly by: string;
  readonly text: string;
  readonly paperTitle: string;
  readonly url: string;
}
