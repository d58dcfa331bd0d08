import { setImmediate } from "node:timers/promises";
import type { AccountId } from "#accounts";
import type { PaperId } from "#papers";
import type { Comment } from "./comments.ts";
import type { Rendered } from "./markdown/rendered.ts";
import type { CommentStore, ReactionCount, StoredComment } from "./store.ts";

/** Milliseconds of rendering after which others have a turn. */
const SLICE_MS = 5;

interface Parts {
  readonly store: Pick<CommentStore, "reactions">;
  readonly rendered: Rendered;
}

/** Comments as readers see them: rendered, with their reactions; words of hidden ones left out. */
export async function showAll(
  { store, rendered }: Parts,
  rows: readonly StoredComment[],
  viewer = "",
): Promise<Comment[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ comment_id }) => comment_id);
  const counts = Map.groupBy(await store.reactions(ids, viewer), ({ commentId }) => commentId);
  const html = await rendered.open();
  const shown: Comment[] = [];
  let since = performance.now();
  for (const row of rows) {
    if (!rendered.has(row.body) && performance.now() - since > SLICE_MS) {
      await setImmediate();
      since = performance.now();
    }
    shown.push(toComment(row, html, counts.get(row.comment_id) ?? []));
  }
  return shown;
}

function toComment(
  row: StoredComment,
  html: (body: string) => string,
  counts: readonly ReactionCount[],
): Comment {
  const isShown = row.state === "shown";
  return {
    id: row.comment_id,
    paperId: row.paper_id as PaperId,
    author: row.account_id as AccountId,
    ...(row.parent_id !== null && { parentId: row.parent_id }),
    body: isShown ? row.body : "",
    html: isShown ? html(row.body) : "",
    state: row.state as Comment["state"],
    createdAt: row.created_at,
    ...(row.edited_at !== null && { editedAt: row.edited_at }),
    edits: row.edits,
    reactions: isShown ? counts.map(({ kind, count }) => ({ kind, count })) : [],
    own: isShown ? counts.filter(({ isOwn }) => isOwn).map(({ kind }) => kind) : [],
  };
}
