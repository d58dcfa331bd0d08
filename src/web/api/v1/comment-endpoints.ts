import { z } from "@hono/zod-openapi";
import { endpoint } from "../framework/endpoint.ts";
import { getPaper } from "../get-paper.ts";
import { tags } from "../openapi.ts";
import {
  commentId,
  commentJson,
  commentPageSchema,
  commentSchema,
  commentsJson,
  flatten,
} from "./comment-json.ts";
import { pageJson, pageQuery, pageRequest } from "./paging.ts";
import { byPaper } from "./paper-endpoints.ts";
import { readerOf } from "./reader-of.ts";

const tag = tags.comments;
const write = { access: "reader", scope: "comment" } as const;
export const byComment = z.object({ commentId });
export const markdown = z
  .string()
  .trim()
  .min(1)
  .max(10_000)
  .openapi({ description: "Markdown with `$math$`", example: "The bound holds for $n > 2$." });

const threadSchema = z
  .object({
    isLocked: z.boolean().openapi({ description: "Whether nobody may add to it" }),
    comments: z.array(commentSchema).openapi({ description: "Each before its answers" }),
  })
  .openapi("Discussion");

const getThread = endpoint({
  method: "get",
  path: "/v1/papers/{id}{.+}/comments",
  operationId: "listComments",
  tag,
  summary: "What is said about a paper",
  params: byPaper,
  query: z.object({ sort: z.enum(["best", "new"]).default("best") }),
  answer: { schema: threadSchema, description: "All comments, as a list with depths" },
  fails: [404],
  async handle(call) {
    const { id } = await getPaper(call.parts.papers, call.params.id);
    const viewer = readerOf(call.viewer);
    const options = { sort: call.query.sort, ...(viewer && { viewer }) };
    const { comments } = call.community;
    const [threads, isLocked] = await Promise.all([
      comments.thread(id, options),
      comments.isLocked(id),
    ]);
    return { isLocked, comments: await commentsJson(call, flatten(threads)) };
  },
});

const postComment = endpoint({
  method: "post",
  path: "/v1/papers/{id}{.+}/comments",
  operationId: "postComment",
  tag,
  summary: "Comment on a paper, or answer a comment",
  ...write,
  limit: "comment",
  params: byPaper,
  body: z.strictObject({
    body: markdown,
    parentId: z
      .string()
      .regex(/^[\w-]{1,64}$/)
      .optional(),
  }),
  answer: { status: 201, schema: commentSchema, description: "The comment" },
  async handle(call) {
    const { id: paperId } = await getPaper(call.parts.papers, call.params.id);
    const { body, parentId } = call.body;
    const wanted = { paperId, body, ...(parentId !== undefined && { parentId }) };
    return commentJson(call, await call.community.comments.post(call.actor, wanted));
  },
});

const listRecent = endpoint({
  method: "get",
  path: "/v1/comments",
  operationId: "listRecentComments",
  tag,
  summary: "Comments of the whole site, newest first",
  query: pageQuery,
  answer: { schema: commentPageSchema, description: "The comments" },
  fails: [404],
  async handle(call) {
    const page = await call.community.comments.recent(pageRequest(call.query));
    return pageJson(call, await commentsJson(call, page.items), page);
  },
});

const previewComment = endpoint({
  method: "post",
  path: "/v1/comments/preview",
  operationId: "previewComment",
  tag,
  summary: "What a comment will look like",
  ...write,
  limit: "preview",
  body: z.strictObject({ body: markdown }),
  answer: { schema: z.object({ html: z.string() }), description: "Safe HTML" },
  handle: async ({ community, body }) => ({ html: await community.comments.preview(body.body) }),
});

const getComment = endpoint({
  method: "get",
  path: "/v1/comments/{commentId}",
  operationId: "getComment",
  tag,
  summary: "One comment",
  params: byComment,
  answer: { schema: commentSchema, description: "The comment" },
  fails: [404],
  async handle(call) {
    const { comments } = call.community;
    return commentJson(call, await comments.read(call.params.commentId, readerOf(call.viewer)));
  },
});

export const commentEndpoints = [getThread, postComment, listRecent, previewComment, getComment];
