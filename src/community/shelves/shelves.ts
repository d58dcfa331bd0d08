import type { AccountId } from "#accounts";
import type { PaperId } from "#papers";
import type { Actor } from "../actor.ts";
import type { Page, PageRequest } from "../page.ts";

/** `bookmark`: kept for later; `read`; `hidden`: not interested. */
export const marks = ["bookmark", "read", "hidden"] as const;
export type Mark = (typeof marks)[number];

/** A reader's own marks on papers; nobody else sees them. */
export interface Shelves {
  /** Safe to repeat. */
  put(actor: Actor, paperId: PaperId, mark: Mark): Promise<void>;
  take(actor: Actor, paperId: PaperId, mark: Mark): Promise<void>;
  /** Newest first. */
  list(
    id: AccountId,
    mark: Mark,
    page: PageRequest,
  ): Promise<Page<{ readonly paperId: PaperId; readonly at: string }>>;
  /** Votes and marks of one reader on these papers, in one query; papers without any are absent. */
  marksOf(id: AccountId, paperIds: readonly PaperId[]): Promise<MarksByPaper>;
  /** What each of these readers has hidden, in one query; who hides nothing is absent. */
  hiddenBy(ids: readonly AccountId[]): Promise<ReadonlyMap<AccountId, ReadonlySet<PaperId>>>;
}

/** What one reader has done with a paper, for the page that shows it. */
export interface PaperMarks {
  readonly isVoted: boolean;
  readonly isBookmarked: boolean;
  readonly isRead: boolean;
  /** Not interested: left out of this reader's editions. */
  readonly isHidden: boolean;
}

export type MarksByPaper = ReadonlyMap<PaperId, PaperMarks>;
