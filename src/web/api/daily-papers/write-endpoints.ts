import { z } from "@hono/zod-openapi";
import type { Submission } from "#community";
import { type AnyCall, endpoint } from "../framework/endpoint.ts";
import { ApiFailure } from "../framework/problem.ts";
import { getPaper } from "../get-paper.ts";
import { tags } from "../openapi.ts";
import { idParameter } from "../parameters.ts";
import { dailyPaper } from "./daily-paper.ts";
import { personUser } from "./identities.ts";

const tag = tags.dailyPapers;
const reference = z.string().trim().min(1).max(2_000);
const httpUrl = z.url({ protocol: /^https?$/ }).max(2_000);

const broughtSchema = z
  .object({
    state: z.enum(["waiting", "review", "accepted", "duplicate", "refused"]),
    submissionId: z.string(),
    reason: z.string().openapi({ description: "Why, where it waits or was refused" }),
    paperId: z.string().optional(),
  })
  .openapi("Brought");

function brought({ id, state, reason, paperId }: Submission) {
  return { state, submissionId: id, reason, ...(paperId && { paperId }) };
}

function submit({ community, actor }: AnyCall, text: string, comment?: string) {
  return community.submissions.submit(actor, { kind: "reference", text }, comment);
}

const indexPaper = endpoint({
  method: "post",
  path: "/papers/index",
  operationId: "indexPaper",
  tag,
  summary: "Bring a paper of arXiv",
  access: "reader",
  scope: "submit",
  limit: "submission",
  body: z.strictObject({ arxivId: reference.openapi({ example: "2605.00020" }) }),
  answer: { schema: broughtSchema, description: "What became of it" },
  handle: async (call) => brought(await submit(call, call.body.arxivId)),
});

const submitPaper = endpoint({
  method: "post",
  path: "/papers/submit",
  operationId: "submitDailyPaper",
  tag,
  summary: "Bring a paper, with a word about it",
  access: "reader",
  scope: "submit",
  limit: "submission",
  body: z.strictObject({
    paper_id: reference.openapi({ example: "2605.00020" }),
    comment: z.string().max(2_000).optional(),
    media_urls: z.array(httpUrl).max(10).optional().openapi({ description: "Join the comment" }),
  }),
  answer: { schema: broughtSchema, description: "What became of it" },
  async handle(call) {
    const { paper_id, comment = "", media_urls = [] } = call.body;
    const words = [comment, ...media_urls].filter(Boolean).join("\n\n");
    return brought(await submit(call, paper_id, words));
  },
});

const empty = { schema: z.object({}), description: "Done" };

const linkPaper = endpoint({
  method: "post",
  path: "/papers/{id}{.+}/links",
  operationId: "linkDailyPaper",
  tag,
  summary: "Link a paper of one's own to its code and its project page",
  access: "reader",
  scope: "submit",
  limit: "claim",
  params: z.object({ id: idParameter }),
  body: z.strictObject({
    projectPage: httpUrl.optional().openapi({ example: "https://looms.example.org/" }),
    githubRepo: httpUrl.optional(),
    organizationId: z
      .string()
      .max(100)
      .nullish()
      .openapi({ description: "Refused: organisations come with the paper's metadata" }),
  }),
  answer: empty,
  fails: [409],
  async handle({ parts, params, body, community, actor }) {
    if (body.organizationId) {
      throw new ApiFailure(400, "Organisations come with the paper's metadata; leave it away.");
    }
    const { id } = await getPaper(parts.papers, params.id);
    const { projectPage, githubRepo } = body;
    if (projectPage)
      await community.claims.addLink(actor, id, { kind: "project", url: projectPage });
    if (githubRepo) await community.claims.addLink(actor, id, { kind: "code", url: githubRepo });
    return {};
  },
});

const claimPaper = endpoint({
  method: "post",
  path: "/settings/papers/claim",
  operationId: "claimDailyPaper",
  tag,
  summary: "Claim to be an author of a paper",
  access: "reader",
  scope: "submit",
  limit: "claim",
  body: z.strictObject({
    paperId: reference.openapi({ example: "2605.00010" }),
    claimAuthorId: z.string().max(100).openapi({
      description: "`_id` of the author in the paper",
      example: "00000000000000000000000b",
    }),
    targetUserId: z.string().max(100).optional().openapi({ description: "`_id` of oneself" }),
  }),
  answer: empty,
  fails: [409],
  async handle({ parts, body, community, actor }) {
    const paper = await getPaper(parts.papers, body.paperId);
    const own = personUser(actor.account, parts.site)._id;
    if (body.targetUserId !== undefined && body.targetUserId !== own) {
      throw new ApiFailure(403, "A paper can only be claimed for oneself.");
    }
    const { authors } = dailyPaper(paper, parts.site);
    const place = authors.findIndex(({ _id }) => _id === body.claimAuthorId) + 1;
    if (place === 0) throw new ApiFailure(400, "claimAuthorId: the paper has no such author.");
    await community.claims.claim(actor, paper.id, place, "");
    return {};
  },
});

export const writeEndpoints = [indexPaper, submitPaper, linkPaper, claimPaper];
