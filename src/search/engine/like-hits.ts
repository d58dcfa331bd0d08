import type { FindContext, Found } from "./find-context.ts";
import { type LikeQuery, leaveOut } from "./like.ts";
import { findNothing, listAll } from "./list-hits.ts";
import { addLikeness, nearestOf, rankLikeness } from "./rank-likeness.ts";
import { findRelevant } from "./relevant-hits.ts";

/** Papers near those named, or far from them, and those that the words find besides. */
export function findLike(context: FindContext, like: LikeQuery): Found {
  const { parts, plan, mode, request } = context;
  const selection = context.selection ?? new Uint8Array(parts.view.capacity).fill(1);
  const likeness = rankLikeness(parts, like, { mode, selection });
  if (plan.groups.length === 0 && !like.hasLike) {
    return listAll(context, leaveOut(parts.view, selection, nearestOf(likeness)));
  }
  // Before the words are asked for: both use the same scratch.
  const scored = plan.groups.length > 0 ? findRelevant(context) : findNothing(context);
  const hits = addLikeness(parts, likeness, scored.hits);
  const marks = scored.mark();
  if (like.hasLike) for (const document of likeness.documents) marks[document] = 1;
  if (request.sort && request.sort !== "relevance") return listAll(context, marks);
  const total = marks.reduce((sum, mark) => sum + mark, 0);
  return { hits, total, mark: () => marks };
}
