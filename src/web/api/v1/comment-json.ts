import { z } from "@hono/zod-openapi";
import { type Comment, reactions, type Thread } from "#community";
import { commentFields } from "../../lists/comment-json.ts";
import type { AnyCall } from "../framework/endpoint.ts";
import { pageSchema } from "./paging.ts";
import { loadPeople, personSchema } from "./person-json.ts";

const instant = z.iso.datetime();
const count = z.int().nonnegative();

export const commentSchema = z
  .object({
    id: z.string(),
    paperId: z.string(),
    url: z.url(),
    author: personSchema,
    parentId: z.string().optional(),
    depth: count.optional().openapi({ description: "In a thread: answers to answers" }),
    body: z.string().openapi({ description: "Markdown with `$math$`; empty when it is not shown" }),
    html: z.string().openapi({ description: "Safe HTML with MathML" }),
    state: z.enum(["shown", "deleted", "removed"]),
    createdAt: instant,
    editedAt: instant.optional(),
    edits: count,
    reactions: z.array(z.object({ kind: z.enum(reactions), count })),
    own: z.array(z.enum(reactions)).openapi({ description: "What one reacted with oneself" }),
  })
  .openapi("Comment");

export type CommentJson = z.infer<typeof commentSchema>;

export const commentPageSchema = pageSchema(commentSchema, "CommentPage");

export const commentId = z
  .string()
  .regex(/^[\w-]{1,64}$/, "is no id of a comment")
  .openapi({ param: { name: "commentId", in: "path" }, example: "c0Mm3nt1dAbCdEfG" });

/** Comments with their authors, who are looked up in one query. */
export async function commentsJson(
  call: AnyCall,
  comments: readonly (Comment & { readonly depth?: number })[],
): Promise<CommentJson[]> {
  const personOf = await loadPeople(
    call,
    comments.map(({ author }) => author),
  );
  return comments.map((comment) => ({
    ...commentFields(comment, call.parts.site),
    author: personOf(comment.author),
    ...(comment.depth !== undefined && { depth: comment.depth }),
    state: comment.state,
    own: [...comment.own],
  }));
}

export async function commentJson(call: AnyCall, comment: Comment): Promise<CommentJson> {
  const [json] = await commentsJson(call, [comment]);
  if (!json) throw new TypeError("one comment makes one value");
  return json;
}

/** A forest of threads as a list: each comment before its answers. */
export function flatten(threads: readonly Thread[]): (Comment & { readonly depth: number })[] {
  const flat: (Comment & { readonly depth: number })[] = [];
  const open = threads.toReversed().map((thread) => ({ thread, depth: 0 }));
  for (let next = open.pop(); next; next = open.pop()) {
    const { thread, depth } = next;
    flat.push({ ...thread, depth });
    open.push(
      ...thread.answers.toReversed().map((answer) => ({ thread: answer, depth: depth + 1 })),
    );
  }
  return flat;
}
