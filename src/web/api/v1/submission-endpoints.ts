import { z } from "@hono/zod-openapi";
import { type Submission, seenSubmission } from "#community";
import { AppError } from "#platform";
import { type AnyCall, endpoint } from "../framework/endpoint.ts";
import { tags } from "../openapi.ts";
import { pageJson, pageQuery, pageRequest, pageSchema } from "./paging.ts";
import { loadPeople, personSchema } from "./person-json.ts";
import { seerOf } from "./reader-of.ts";

const tag = tags.contributions;
const instant = z.iso.datetime();

const formSchema = z.strictObject({
  title: z.string().trim().min(1).max(500),
  abstract: z.string().max(20_000),
  authors: z.array(z.string().trim().min(1).max(200)).max(500),
  url: z.url({ protocol: /^https?$/ }).max(2_000),
});

const inputSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("reference"),
    text: z.string().trim().min(1).max(2_000).openapi({
      description: "arXiv id or address, DOI, or any address",
    }),
  }),
  z.strictObject({ kind: z.literal("bibtex"), text: z.string().trim().min(1).max(20_000) }),
  z.strictObject({ kind: z.literal("form"), fields: formSchema }),
]);

export const submissionSchema = z
  .object({
    id: z.string(),
    url: z.url(),
    submitter: personSchema,
    input: inputSchema,
    comment: z.string(),
    state: z.enum(["waiting", "review", "accepted", "duplicate", "refused"]),
    reason: z.string().openapi({ description: "Why, where it waits for review or was refused" }),
    paperId: z.string().optional(),
    createdAt: instant,
    decidedAt: instant.optional(),
  })
  .openapi("Submission");

export const submissionPageSchema = pageSchema(submissionSchema, "SubmissionPage");

export const submissionId = z
  .string()
  .regex(/^[\w-]{1,64}$/, "is no id of a submission")
  .openapi({ param: { name: "submissionId", in: "path" }, example: "s0bM1ss10nAbCdEf" });

/** Submissions with their submitters, who are looked up in one query. */
export async function submissionsJson(call: AnyCall, submissions: readonly Submission[]) {
  const personOf = await loadPeople(
    call,
    submissions.map(({ account }) => account),
  );
  return submissions.map(({ id, account, input, comment, state, reason, ...more }) => ({
    id,
    url: `${call.parts.site.url}/submissions/${id}`,
    submitter: personOf(account),
    input: input as z.infer<typeof inputSchema>,
    comment,
    state,
    reason,
    ...(more.paperId !== undefined && { paperId: more.paperId }),
    createdAt: more.createdAt,
    ...(more.decidedAt !== undefined && { decidedAt: more.decidedAt }),
  }));
}

export async function submissionJson(call: AnyCall, submission: Submission) {
  const [json] = await submissionsJson(call, [submission]);
  if (!json) throw new TypeError("one submission makes one value");
  return json;
}

const submit = endpoint({
  method: "post",
  path: "/v1/submissions",
  operationId: "submitPaper",
  tag,
  summary: "Bring a paper: by arXiv id, DOI, address, BibTeX or by hand",
  access: "reader",
  scope: "submit",
  limit: "submission",
  body: z
    .strictObject({ input: inputSchema, comment: z.string().max(2_000).optional() })
    .openapi({ example: { input: { kind: "reference", text: "2605.00020" } } }),
  answer: {
    status: 202,
    schema: submissionSchema,
    description: "What has become of it so far; one that is here already is a `duplicate`",
  },
  async handle(call) {
    const { input, comment } = call.body;
    return submissionJson(
      call,
      await call.community.submissions.submit(call.actor, input, comment),
    );
  },
});

const listSubmissions = endpoint({
  method: "get",
  path: "/v1/me/submissions",
  operationId: "listSubmissions",
  tag,
  summary: "Papers one has brought, newest first",
  access: "reader",
  scope: "read",
  query: pageQuery,
  answer: { schema: submissionPageSchema, description: "The submissions" },
  async handle(call) {
    const { community, actor, query } = call;
    const page = await community.submissions.of(actor.account.id, pageRequest(query));
    return pageJson(call, await submissionsJson(call, page.items), page);
  },
});

const getSubmission = endpoint({
  method: "get",
  path: "/v1/submissions/{submissionId}",
  operationId: "getSubmission",
  tag,
  summary: "What became of a paper one has brought",
  description: "Of others only for moderators; a token needs the scope `moderate` for those.",
  access: "reader",
  scope: "read",
  params: z.object({ submissionId }),
  answer: { schema: submissionSchema, description: "The submission" },
  async handle(call) {
    const found = await call.community.submissions.find(call.params.submissionId);
    const seer = seerOf(call.viewer);
    const submission = seer && seenSubmission(found, seer);
    if (submission) return submissionJson(call, submission);
    throw new AppError("not_found", "There is no such submission.");
  },
});

export const submissionEndpoints = [submit, listSubmissions, getSubmission];
