import { type ExpressionBuilder, type Selectable, sql } from "kysely";
import type { AccountId } from "#accounts";
import type { PaperId, Papers } from "#papers";
import type { CommentTable, Database, Executor, Schema } from "#platform";
import type { Page, PageRequest } from "../page.ts";
import { pageOf, placeIn, sizeOf } from "../paging.ts";
import { commentersSince, recountPapers } from "../tallies/store.ts";
import type { Reaction } from "./comments.ts";

export type StoredComment = Selectable<CommentTable>;

interface StoredVersion {
  readonly number: number;
  readonly body: string;
  readonly at: string;
}

/** One kind of reaction to one comment. */
export interface ReactionCount {
  readonly commentId: string;
  readonly kind: Reaction;
  readonly count: number;
  readonly isOwn: boolean;
}

export type CommentStore = ReturnType<typeof createCommentStore>;

/** The only writer of `comment`, `comment_version` and `reaction`, but for merges and departures. */
export function createCommentStore(database: Database, papers: Pick<Papers, "recount">) {
  return {
    ...readers(database),
    commentersSince: (instant: string) => commentersSince(database, instant),
    ...answers(database),
    ...besides(database),
    ...writers(database, papers),
    ...reactors(database, papers),
  };
}

function readers({ kysely }: Database) {
  const rows = () => kysely.selectFrom("comment").selectAll();
  return {
    find: (id: string): Promise<StoredComment | undefined> =>
      rows().where("comment_id", "=", id).executeTakeFirst(),
    /** Oldest first. */
    ofPaper: (paperId: PaperId): Promise<StoredComment[]> =>
      rows().where("paper_id", "=", paperId).orderBy("created_at").orderBy("comment_id").execute(),
    /** Newest first; those that are shown. */
    async newest(request: PageRequest, author?: AccountId): Promise<Page<StoredComment>> {
      const place = placeIn(request);
      const found = await rows()
        .where("state", "=", "shown")
        .$if(author !== undefined, (query) => query.where("account_id", "=", author as string))
        .$if(place !== undefined, (query) => query.where(isBefore(place!)))
        .orderBy("created_at", "desc")
        .orderBy("comment_id", "desc")
        .limit(sizeOf(request) + 1)
        .execute();
      return pageOf(found, request, (row) => ({ at: row.created_at, id: row.comment_id }));
    },
    async isLocked(paperId: PaperId): Promise<boolean> {
      const row = await kysely
        .selectFrom("paper_lock")
        .select("paper_id")
        .where("paper_id", "=", paperId)
        .executeTakeFirst();
      return row !== undefined;
    },
  };
}

/** Answers of one look at most: more than any reader gets in a day. */
const MOST_ANSWERS = 5_000;

function answers({ kysely, isOneOf }: Database) {
  return {
    /** Shown answers by others to shown comments of these accounts, oldest first. */
    answersTo: (ids: readonly string[], { after, until }: { after: string; until: string }) =>
      kysely
        .selectFrom("comment as parent")
        .innerJoin("comment as answer", "answer.parent_id", "parent.comment_id")
        .select(["answer.comment_id", "answer.paper_id", "answer.account_id"])
        .select(["answer.body", "answer.created_at", "parent.account_id as to"])
        .where(isOneOf("parent.account_id", ids))
        .where("parent.state", "=", "shown")
        .where("answer.state", "=", "shown")
        .where("answer.created_at", ">", after)
        .where("answer.created_at", "<=", until)
        .whereRef("answer.account_id", "!=", "parent.account_id")
        .orderBy("answer.created_at")
        .orderBy("answer.comment_id")
        .limit(MOST_ANSWERS)
        .execute(),
  };
}

function besides({ kysely, isOneOf }: Database) {
  return {
    /** Earlier wordings, oldest first. */
    versions: (id: string): Promise<StoredVersion[]> =>
      kysely
        .selectFrom("comment_version")
        .select(["number", "body", "at"])
        .where("comment_id", "=", id)
        .orderBy("number")
        .execute(),
    async reactions(ids: readonly string[], viewer: string): Promise<ReactionCount[]> {
      const found = await kysely
        .selectFrom("reaction")
        .select(["comment_id", "kind", sql<number>`count(*)`.as("count")])
        .select(sql<number>`max(case when account_id = ${viewer} then 1 else 0 end)`.as("own"))
        .where(isOneOf("comment_id", ids))
        .groupBy(["comment_id", "kind"])
        .execute();
      return found.map((row) => ({
        commentId: row.comment_id,
        kind: row.kind as Reaction,
        count: Number(row.count),
        isOwn: Number(row.own) === 1,
      }));
    },
    /** Comments of an account since an instant, deleted ones too. */
    async countSince(author: AccountId, since: string): Promise<number> {
      const { count } = await kysely
        .selectFrom("comment")
        .select((select) => select.fn.countAll().as("count"))
        .where("account_id", "=", author)
        .where("created_at", ">", since)
        .executeTakeFirstOrThrow();
      return Number(count);
    },
  };
}

function isBefore(place: { readonly at: string; readonly id: string }) {
  return ({ eb, refTuple, tuple }: ExpressionBuilder<Schema, "comment">) =>
    eb(refTuple("created_at", "comment_id"), "<", tuple(place.at, place.id));
}

function writers(database: Database, papers: Pick<Papers, "recount">) {
  const { kysely } = database;
  const inOne = kysely.transaction();
  const recount = (transaction: Executor, id: string) =>
    recountPapers(database, transaction, papers, [id as PaperId]);
  return {
    insert: (comment: StoredComment): Promise<void> =>
      inOne.execute(async (transaction) => {
        await transaction.insertInto("comment").values(comment).execute();
        await recount(transaction, comment.paper_id);
      }),
    /** Keeps the wording before, unless somebody was quicker; returns whether it did. */
    reword: (comment: StoredComment, body: string, at: string): Promise<boolean> =>
      inOne.execute(async (transaction) => {
        const edits = comment.edits + 1;
        const { numUpdatedRows } = await transaction
          .updateTable("comment")
          .set({ body, edits, edited_at: at })
          .where("comment_id", "=", comment.comment_id)
          .where("edits", "=", comment.edits)
          .where("state", "=", "shown")
          .executeTakeFirst();
        if (numUpdatedRows === 0n) return false;
        const before = { body: comment.body, at: comment.edited_at ?? comment.created_at };
        await transaction
          .insertInto("comment_version")
          .values({ comment_id: comment.comment_id, number: edits, ...before })
          .execute();
        await recount(transaction, comment.paper_id);
        return true;
      }),
    erase: (comment: StoredComment): Promise<void> =>
      inOne.execute(async (transaction) => {
        await erase(transaction, comment);
        await recount(transaction, comment.paper_id);
      }),
  };
}

/** One reaction of one account. */
interface StoredReaction {
  readonly comment: StoredComment;
  readonly account: AccountId;
  readonly kind: Reaction;
}

/** The paper enters the change log, so that pages kept of it are made anew. */
function reactors(database: Database, papers: Pick<Papers, "recount">) {
  const inOne = database.kysely.transaction();
  return {
    react: ({ comment, account, kind }: StoredReaction, at: string): Promise<void> =>
      inOne.execute(async (transaction) => {
        await transaction
          .insertInto("reaction")
          .values({ comment_id: comment.comment_id, account_id: account, kind, at })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
        await recountPapers(database, transaction, papers, [comment.paper_id as PaperId]);
      }),
    unreact: ({ comment, account, kind }: StoredReaction): Promise<void> =>
      inOne.execute(async (transaction) => {
        await transaction
          .deleteFrom("reaction")
          .where("comment_id", "=", comment.comment_id)
          .where("account_id", "=", account)
          .where("kind", "=", kind)
          .execute();
        await recountPapers(database, transaction, papers, [comment.paper_id as PaperId]);
      }),
  };
}

/** Takes the words out; the row goes too, and stones above it, where nobody has answered. */
async function erase(transaction: Executor, comment: StoredComment): Promise<void> {
  for (const table of ["comment_version", "reaction"] as const) {
    await transaction.deleteFrom(table).where("comment_id", "=", comment.comment_id).execute();
  }
  await transaction
    .updateTable("comment")
    .set({ body: "", state: "deleted" })
    .where("comment_id", "=", comment.comment_id)
    .execute();
  let last: string | null = comment.comment_id;
  while (last !== null) last = await dropStone(transaction, last);
}

/** @returns the parent of the stone that went, which may now be one without answers. */
async function dropStone(transaction: Executor, id: string): Promise<string | null> {
  const stone = await transaction
    .selectFrom("comment")
    .select(["parent_id", "state"])
    .where("comment_id", "=", id)
    .executeTakeFirst();
  if (stone?.state !== "deleted") return null;
  const answer = await transaction
    .selectFrom("comment")
    .select("comment_id")
    .where("parent_id", "=", id)
    .limit(1)
    .executeTakeFirst();
  if (answer) return null;
  await transaction.deleteFrom("comment").where("comment_id", "=", id).execute();
  return stone.parent_id;
}

/** Shows a comment or takes it out of sight; returns its paper, or nothing if it was so already. */
export async function setCommentState(
  transaction: Executor,
  id: string,
  change: { readonly from: "shown" | "removed"; readonly to: "shown" | "removed" },
): Promise<PaperId | undefined> {
  const row = await transaction
    .updateTable("comment")
    .set({ state: change.to })
    .where("comment_id", "=", id)
    .where("state", "=", change.from)
    .returning("paper_id")
    .executeTakeFirst();
  return row?.paper_id as PaperId | undefined;
}
