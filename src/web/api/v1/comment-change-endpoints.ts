import { z } from "@hono/zod-openapi";
import { reactions } from "#community";
import { endpoint } from "../framework/endpoint.ts";
import { getPaper } from "../get-paper.ts";
import { tags } from "../openapi.ts";
import { byComment, markdown } from "./comment-endpoints.ts";
import { commentId, commentJson, commentSchema } from "./comment-json.ts";
import { byPaper } from "./paper-endpoints.ts";

const tag = tags.comments;
const write = { access: "reader", scope: "comment" } as const;
const reason = z.string().trim().min(1).max(1_000).openapi({ example: "Advertisement" });

const editComment = endpoint({
  method: "patch",
  path: "/v1/comments/{commentId}",
  operationId: "editComment",
  tag,
  summary: "Change a comment of one's own; what it said is kept",
  ...write,
  limit: "comment",
  params: byComment,
  body: z.strictObject({ body: markdown }),
  answer: { schema: commentSchema, description: "The comment, after it" },
  fails: [409],
  handle: async (call) =>
    commentJson(
      call,
      await call.community.comments.edit(call.actor, call.params.commentId, call.body.body),
    ),
});

const removeComment = endpoint({
  method: "delete",
  path: "/v1/comments/{commentId}",
  operationId: "removeComment",
  tag,
  summary: "Delete a comment of one's own; its answers stay",
  ...write,
  limit: "comment",
  params: byComment,
  answer: { description: "It is gone" },
  fails: [409],
  handle: ({ community, actor, params }) => community.comments.remove(actor, params.commentId),
});

const versionsSchema = z
  .object({
    items: z.array(
      z.object({
        number: z.int(),
        body: z.string(),
        html: z.string(),
        at: z.iso.datetime(),
      }),
    ),
  })
  .openapi("CommentVersions");

const listVersions = endpoint({
  method: "get",
  path: "/v1/comments/{commentId}/versions",
  operationId: "listCommentVersions",
  tag,
  summary: "What a comment said before its edits",
  params: byComment,
  answer: { schema: versionsSchema, description: "Its versions" },
  fails: [404],
  handle: async ({ community, params }) => ({
    items: (await community.comments.versions(params.commentId)).map(
      ({ number, body, html, at }) => ({ number, body, html, at }),
    ),
  }),
});

const byReaction = z.object({
  commentId,
  kind: z.enum(reactions).openapi({ param: { name: "kind", in: "path" }, example: "insight" }),
});

const [addReaction, takeReaction] = (["put", "delete"] as const).map((method) =>
  endpoint({
    method,
    path: "/v1/comments/{commentId}/reactions/{kind}",
    operationId: method === "put" ? "addReaction" : "takeReaction",
    tag,
    summary:
      method === "put"
        ? "React to a comment; safe to repeat"
        : "Take a reaction back; safe to repeat",
    ...write,
    limit: "reaction",
    params: byReaction,
    answer: { description: "Done" },
    fails: [409],
    handle: ({ community, actor, params }) =>
      community.comments.react(actor, params.commentId, params.kind, method === "put"),
  }),
);

const reportComment = endpoint({
  method: "post",
  path: "/v1/comments/{commentId}/reports",
  operationId: "reportComment",
  tag,
  summary: "Tell the moderators of a comment",
  ...write,
  limit: "report",
  params: byComment,
  body: z.strictObject({ reason }),
  answer: { description: "They will look at it" },
  handle: ({ community, actor, params, body }) =>
    community.moderation.report(actor, { kind: "comment", id: params.commentId }, body.reason),
});

const reportPaper = endpoint({
  method: "post",
  path: "/v1/papers/{id}{.+}/reports",
  operationId: "reportPaper",
  tag,
  summary: "Tell the moderators of a paper",
  ...write,
  limit: "report",
  params: byPaper,
  body: z.strictObject({ reason }),
  answer: { description: "They will look at it" },
  async handle({ parts, community, actor, params, body }) {
    const { id } = await getPaper(parts.papers, params.id);
    await community.moderation.report(actor, { kind: "paper", id }, body.reason);
  },
});

export const commentChangeEndpoints = [
  editComment,
  removeComment,
  listVersions,
  addReaction,
  takeReaction,
  reportComment,
  reportPaper,
].filter((one) => one !== undefined);
