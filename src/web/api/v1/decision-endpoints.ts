import { z } from "@hono/zod-openapi";
import { endpoint } from "../framework/endpoint.ts";
import { tags } from "../openapi.ts";
import { byClaim, claimJson, claimPageSchema, claimSchema, claimsJson } from "./claim-endpoints.ts";
import { moderator, reason } from "./moderation-endpoints.ts";
import { pageJson, pageQuery, pageRequest } from "./paging.ts";
import {
  submissionId,
  submissionJson,
  submissionPageSchema,
  submissionSchema,
  submissionsJson,
} from "./submission-endpoints.ts";

const tag = tags.moderation;

const listSubmissions = endpoint({
  method: "get",
  path: "/v1/moderation/submissions",
  operationId: "listSubmissionsInReview",
  tag,
  summary: "Papers that wait for a moderator, oldest first",
  ...moderator,
  query: pageQuery,
  answer: { schema: submissionPageSchema, description: "The submissions" },
  async handle(call) {
    const page = await call.community.submissions.queue(pageRequest(call.query));
    return pageJson(call, await submissionsJson(call, page.items), page);
  },
});

const decideSubmission = endpoint({
  method: "post",
  path: "/v1/moderation/submissions/{submissionId}/decision",
  operationId: "decideSubmission",
  tag,
  summary: "Let a paper in, or refuse it",
  ...moderator,
  params: z.object({ submissionId }),
  body: z.strictObject({ isAccepted: z.boolean().openapi({ example: true }), reason }),
  answer: { schema: submissionSchema, description: "The submission, after it" },
  handle: async (call) =>
    submissionJson(
      call,
      await call.community.submissions.decide(call.actor, call.params.submissionId, call.body),
    ),
});

const listClaims = endpoint({
  method: "get",
  path: "/v1/moderation/claims",
  operationId: "listClaimsInReview",
  tag,
  summary: "Claims that wait for a moderator",
  ...moderator,
  query: pageQuery,
  answer: { schema: claimPageSchema, description: "The claims" },
  async handle(call) {
    const page = await call.community.claims.queue(pageRequest(call.query));
    return pageJson(call, await claimsJson(call, page.items), page);
  },
});

const decideClaim = endpoint({
  method: "post",
  path: "/v1/moderation/claims/{claimId}/decision",
  operationId: "decideClaim",
  tag,
  summary: "Grant a claim, or refuse it",
  ...moderator,
  params: byClaim,
  body: z.strictObject({ isGranted: z.boolean().openapi({ example: true }), reason }),
  answer: { schema: claimSchema, description: "The claim, after it" },
  handle: async (call) =>
    claimJson(call, await call.community.claims.decide(call.actor, call.params.claimId, call.body)),
});

export const decisionEndpoints = [listSubmissions, decideSubmission, listClaims, decideClaim];
