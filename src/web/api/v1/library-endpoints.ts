import { z } from "@hono/zod-openapi";
import { type Actor, type Community, marks } from "#community";
import type { PaperId } from "#papers";
import { paperJsonSchema } from "../../lists/index.ts";
import { type AnyCall, endpoint } from "../framework/endpoint.ts";
import { getPaper } from "../get-paper.ts";
import { tags } from "../openapi.ts";
import { idParameter } from "../parameters.ts";
import { pageJson, pageQuery, pageRequest, pageSchema } from "./paging.ts";
import { byPaper } from "./paper-endpoints.ts";
import { withPapers } from "./with-papers.ts";

const tag = tags.library;
const account = { access: "reader" } as const;

const voteSchema = z
  .object({
    isVoted: z.boolean(),
    upvotes: z.int().openapi({ description: "Of all sources and this site, after it" }),
    countsFrom: z.iso
      .datetime()
      .optional()
      .openapi({ description: "When the vote of a new account begins to count for the order" }),
  })
  .openapi("Vote");

const castVote = endpoint({
  method: "put",
  path: "/v1/papers/{id}{.+}/vote",
  operationId: "castVote",
  tag,
  summary: "Upvote a paper; safe to repeat",
  ...account,
  scope: "vote",
  limit: "vote",
  params: byPaper,
  answer: { schema: voteSchema, description: "The vote stands" },
  handle: async ({ parts, params, community, actor }) =>
    voteJson(await community.votes.cast(actor, (await getPaper(parts.papers, params.id)).id)),
});

const withdrawVote = endpoint({
  method: "delete",
  path: "/v1/papers/{id}{.+}/vote",
  operationId: "withdrawVote",
  tag,
  summary: "Take an upvote back; safe to repeat",
  ...account,
  scope: "vote",
  limit: "vote",
  params: byPaper,
  answer: { schema: voteSchema, description: "There is no vote" },
  handle: async ({ parts, params, community, actor }) =>
    voteJson(await community.votes.withdraw(actor, (await getPaper(parts.papers, params.id)).id)),
});

const marksSchema = z
  .object({
    isVoted: z.boolean(),
    isBookmarked: z.boolean(),
    isRead: z.boolean(),
    isHidden: z.boolean().openapi({ description: "Not interested" }),
  })
  .openapi("Marks");

const getMarks = endpoint({
  method: "get",
  path: "/v1/papers/{id}{.+}/marks",
  operationId: "getMarks",
  tag,
  summary: "What one has done with a paper",
  ...account,
  scope: "read",
  params: byPaper,
  answer: { schema: marksSchema, description: "One's vote and marks" },
  handle: async ({ parts, params, community, actor }) =>
    marksOf(community, actor, (await getPaper(parts.papers, params.id)).id),
});

const markParameter = z
  .enum(marks)
  .openapi({ param: { name: "mark", in: "path" }, example: "bookmark" });
const byMark = z.object({ id: idParameter, mark: markParameter });

const putMark = endpoint({
  method: "put",
  path: "/v1/papers/{id}{.+}/marks/{mark}",
  operationId: "putMark",
  tag,
  summary: "Bookmark a paper, mark it read, or hide it; safe to repeat",
  ...account,
  scope: "library",
  limit: "mark",
  params: byMark,
  answer: { schema: marksSchema, description: "One's vote and marks, after it" },
  handle: (call) => setMark(call, "put"),
});

const takeMark = endpoint({
  method: "delete",
  path: "/v1/papers/{id}{.+}/marks/{mark}",
  operationId: "takeMark",
  tag,
  summary: "Take a mark away; safe to repeat",
  ...account,
  scope: "library",
  limit: "mark",
  params: byMark,
  answer: { schema: marksSchema, description: "One's vote and marks, after it" },
  handle: (call) => setMark(call, "take"),
});

const shelfSchema = pageSchema(z.object({ paper: paperJsonSchema, at: z.iso.datetime() }), "Shelf");

const listMarked = endpoint({
  method: "get",
  path: "/v1/me/marks/{mark}",
  operationId: "listMarked",
  tag,
  summary: "One's bookmarks, or papers read or hidden; newest first",
  ...account,
  scope: "read",
  params: z.object({ mark: markParameter }),
  query: pageQuery,
  answer: { schema: shelfSchema, description: "The papers" },
  async handle(call) {
    const { params, query, community, actor, parts } = call;
    const page = await community.shelves.list(actor.account.id, params.mark, pageRequest(query));
    return pageJson(call, await withPapers(parts, page.items, ({ at }) => ({ at })), page);
  },
});

const listVotes = endpoint({
  method: "get",
  path: "/v1/me/votes",
  operationId: "listVotes",
  tag,
  summary: "Papers one has upvoted, newest first",
  ...account,
  scope: "read",
  query: pageQuery,
  answer: { schema: shelfSchema, description: "The papers" },
  async handle(call) {
    const page = await call.community.votes.votesOf(call.actor.account.id, pageRequest(call.query));
    return pageJson(call, await withPapers(call.parts, page.items, ({ at }) => ({ at })), page);
  },
});

export const libraryEndpoints = [
  castVote,
  withdrawVote,
  getMarks,
  putMark,
  takeMark,
  listMarked,
  listVotes,
];

function voteJson({ isVoted, upvotes, countsFrom }: z.infer<typeof voteSchema>) {
  return { isVoted, upvotes, ...(countsFrom !== undefined && { countsFrom }) };
}

async function setMark({ parts, params, community, actor }: AnyCall, act: "put" | "take") {
  const { id } = await getPaper(parts.papers, params.id);
  await community.shelves[act](actor, id, params.mark);
  return marksOf(community, actor, id);
}

async function marksOf({ shelves }: Community, { account: { id } }: Actor, paperId: PaperId) {
  const none = { isVoted: false, isBookmarked: false, isRead: false, isHidden: false };
  const found = (await shelves.marksOf(id, [paperId])).get(paperId) ?? none;
  const { isVoted, isBookmarked, isRead, isHidden } = found;
  return { isVoted, isBookmarked, isRead, isHidden };
}
