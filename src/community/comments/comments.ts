import type { AccountId } from "#accounts";
import type { PaperId } from "#papers";
import type { Actor } from "../actor.ts";
import type { Page, PageRequest } from "../page.ts";

export const reactions = ["up", "thanks", "insight", "question", "celebrate"] as const;
export type Reaction = (typeof reactions)[number];

export interface Comment {
  readonly id: string;
  readonly paperId: PaperId;
  readonly author: AccountId;
  readonly parentId?: string;
  /** Markdown as written; empty when it is not shown. */
  readonly body: string;
  /** Safe HTML of `body`, with MathML; empty when it is not shown. */
  readonly html: string;
  readonly state: "shown" | "deleted" | "removed";
  readonly createdAt: string;
  readonly editedAt?: string;
  readonly edits: number;
  readonly reactions: readonly { readonly kind: Reaction; readonly count: number }[];
  /** What the viewer reacted with. */
  readonly own: readonly Reaction[];
}

/** A comment with its answers, in the order asked for. */
export interface Thread extends Comment {
  readonly answers: readonly Thread[];
}

/** An answer, and whose comment it answers. */
interface AnswerTo {
  readonly to: AccountId;
  readonly comment: Pick<Comment, "id" | "paperId" | "author" | "body" | "createdAt">;
}

export interface CommentVersion {
  readonly number: number;
  readonly body: string;
  readonly html: string;
  readonly at: string;
}

/** Comments on papers: Markdown with `$math$`, threads, a history of edits. */
export interface Comments {
  /** @throws AppError `conflict` when the paper is locked. */
  post(
    actor: Actor,
    wanted: { paperId: PaperId; parentId?: string; body: string },
  ): Promise<Comment>;
  edit(actor: Actor, id: string, body: string): Promise<Comment>;
  /** Leaves a stone in the thread where there are answers. */
  remove(actor: Actor, id: string): Promise<void>;
  /** In any state and on any paper, for moderators. */
  find(id: string): Promise<Comment | undefined>;
  /** For everybody. @throws AppError `not_found` unless it is shown, on a paper that is. */
  read(id: string, viewer?: AccountId): Promise<Comment>;
  thread(
    paperId: PaperId,
    options: { sort: "best" | "new"; viewer?: AccountId },
  ): Promise<readonly Thread[]>;
  /** Oldest first. @throws AppError as `read`. */
  versions(id: string): Promise<readonly CommentVersion[]>;
  /** Newest first, of the whole site. */
  recent(page: PageRequest): Promise<Page<Comment>>;
  of(id: AccountId, page: PageRequest): Promise<Page<Comment>>;
  /** Answers to comments of these accounts by others, after `after` up to `until`, oldest first. */
  answersTo(
    ids: readonly AccountId[],
    span: { readonly after: string; readonly until: string },
  ): Promise<readonly AnswerTo[]>;
  /** How many different people commented on each paper since an instant; for trending. */
  commentersSince(instant: string): Promise<ReadonlyMap<PaperId, number>>;
  react(actor: Actor, id: string, kind: Reaction, isOn: boolean): Promise<void>;
  /** Safe HTML of a comment that is being written. */
  preview(body: string): Promise<string>;
  isLocked(paperId: PaperId): Promise<boolean>;
}
