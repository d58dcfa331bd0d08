import { z } from "@hono/zod-openapi";
import { type Claim, seenClaim } from "#community";
import { type AnyCall, endpoint } from "../framework/endpoint.ts";
import { getPaper } from "../get-paper.ts";
import { tags } from "../openapi.ts";
import { pageSchema } from "./paging.ts";
import { byPaper } from "./paper-endpoints.ts";
import { loadPeople, personSchema } from "./person-json.ts";
import { seerOf } from "./reader-of.ts";

const tag = tags.contributions;
const instant = z.iso.datetime();
const FOR_WHOM = "Empty for all but the claimant and moderators";
const write = { access: "reader", scope: "submit", limit: "claim" } as const;

export const claimSchema = z
  .object({
    id: z.string(),
    paperId: z.string(),
    person: personSchema,
    authorPlace: z.int().openapi({ description: "In the printed order, from 1" }),
    authorName: z.string(),
    grade: z.enum(["A", "B", "C", "D"]).openapi({ description: "How well it is known; A best" }),
    state: z.enum(["pending", "granted", "refused", "disputed", "revoked"]),
    evidence: z.string().openapi({ description: FOR_WHOM }),
    reason: z.string().openapi({ description: FOR_WHOM }),
    createdAt: instant,
    decidedAt: instant.optional(),
  })
  .openapi("Claim");

const claimListSchema = z.object({ items: z.array(claimSchema) }).openapi("ClaimList");
export const claimPageSchema = pageSchema(claimSchema, "ClaimPage");

const claimId = z
  .string()
  .regex(/^[\w-]{1,64}$/, "is no id of a claim")
  .openapi({ param: { name: "claimId", in: "path" }, example: "cLa1m1dAbCdEfGhI" });
export const byClaim = z.object({ claimId });

/** Claims with those who make them, as far as whoever asks may see them. */
export async function claimsJson(call: AnyCall, claims: readonly Claim[]) {
  const personOf = await loadPeople(
    call,
    claims.map(({ account }) => account),
  );
  const seer = seerOf(call.viewer);
  return claims.map((claim) => ({
    id: claim.id,
    paperId: claim.paperId,
    person: personOf(claim.account),
    authorPlace: claim.authorPlace,
    authorName: claim.authorName,
    grade: claim.grade,
    state: claim.state,
    evidence: seenClaim(claim, seer)?.evidence ?? "",
    reason: seenClaim(claim, seer)?.reason ?? "",
    createdAt: claim.createdAt,
    ...(claim.decidedAt !== undefined && { decidedAt: claim.decidedAt }),
  }));
}

export async function claimJson(call: AnyCall, claim: Claim) {
  const [json] = await claimsJson(call, [claim]);
  if (!json) throw new TypeError("one claim makes one value");
  return json;
}

const listClaims = endpoint({
  method: "get",
  path: "/v1/papers/{id}{.+}/claims",
  operationId: "listClaims",
  tag,
  summary: "Which people of this site are authors of a paper",
  params: byPaper,
  answer: { schema: claimListSchema, description: "Standing claims: granted or disputed" },
  fails: [404],
  async handle(call) {
    const { id } = await getPaper(call.parts.papers, call.params.id);
    return { items: await claimsJson(call, await call.community.claims.of([id])) };
  },
});

const claimAuthorship = endpoint({
  method: "post",
  path: "/v1/papers/{id}{.+}/claims",
  operationId: "claimAuthorship",
  tag,
  summary: "Say that one is an author",
  ...write,
  params: byPaper,
  body: z.strictObject({
    authorPlace: z.int().min(1).max(10_000).openapi({ description: "From 1", example: 2 }),
    evidence: z
      .string()
      .max(1_000)
      .default("")
      .openapi({ description: "For the moderators, where only the name speaks for it" }),
  }),
  answer: { status: 201, schema: claimSchema, description: "The claim and its grade" },
  async handle(call) {
    const { id } = await getPaper(call.parts.papers, call.params.id);
    const { authorPlace, evidence } = call.body;
    const claim = await call.community.claims.claim(call.actor, id, authorPlace, evidence);
    return claimJson(call, claim);
  },
});

const listOwnClaims = endpoint({
  method: "get",
  path: "/v1/me/claims",
  operationId: "listOwnClaims",
  tag,
  summary: "One's claims and what became of them",
  access: "reader",
  scope: "read",
  answer: { schema: claimListSchema, description: "The claims" },
  handle: async (call) => ({
    items: await claimsJson(call, await call.community.claims.ofAccount(call.actor.account.id)),
  }),
});

const withdrawClaim = endpoint({
  method: "delete",
  path: "/v1/claims/{claimId}",
  operationId: "withdrawClaim",
  tag,
  summary: "Take a claim of one's own back",
  ...write,
  params: byClaim,
  answer: { description: "It is withdrawn" },
  fails: [409],
  handle: ({ community, actor, params }) => community.claims.withdraw(actor, params.claimId),
});

const disputeClaim = endpoint({
  method: "post",
  path: "/v1/claims/{claimId}/disputes",
  operationId: "disputeClaim",
  tag,
  summary: "Say that somebody is not the author; a moderator decides",
  access: "reader",
  scope: "submit",
  limit: "report",
  params: byClaim,
  body: z.strictObject({
    reason: z.string().trim().min(1).max(1_000).openapi({ example: "It is my paper" }),
  }),
  answer: { schema: claimSchema, description: "The claim, disputed" },
  handle: async (call) =>
    claimJson(
      call,
      await call.community.claims.dispute(call.actor, call.params.claimId, call.body.reason),
    ),
});

export const claimEndpoints = [
  listClaims,
  claimAuthorship,
  listOwnClaims,
  withdrawClaim,
  disputeClaim,
];
