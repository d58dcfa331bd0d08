import { z } from "@hono/zod-openapi";
import type { DigestSettings, DigestWish, Subscriber } from "#digests";
import { AppError } from "#platform";
import type { SubscriberDesk } from "../../parts.ts";
import { loadPapers } from "../../views/list-items.ts";
import { type AnyCall, endpoint } from "../framework/endpoint.ts";
import { tags } from "../openapi.ts";
import { integerParameter } from "../parameters.ts";
import {
  comingIssueJson,
  comingIssueSchema,
  digestJson,
  digestSchema,
  issueJson,
  issueSchema,
  papersSchema,
  routeSchema,
  scheduleSchema,
  subjectSchema,
} from "./digest-json.ts";

const tag = tags.me;
const read = { access: "reader", scope: "read" } as const;
const write = { access: "reader", scope: "library", limit: "digest" } as const;
const byDigest = z.object({
  digestId: z
    .string()
    .regex(/^[\w-]{1,64}$/, "is no id of a digest")
    .openapi({ param: { name: "digestId", in: "path" }, example: "digest-000000001" }),
});

interface Mine {
  readonly desk: SubscriberDesk;
  readonly subscriber: Subscriber;
}

/** @throws AppError `not_found` where nothing is brought to anybody. */
async function mine({ parts, actor, request }: AnyCall): Promise<Mine> {
  const desk: SubscriberDesk | undefined = parts.digests;
  if (!desk) throw new AppError("not_found", "This site brings nothing to anybody.");
  const isRead = request.method === "GET";
  const subscriber = await (isRead
    ? desk.seeAccount(actor.account)
    : desk.ofAccount(actor.account));
  return { desk, subscriber };
}

async function mineBy(call: AnyCall): Promise<Mine & { readonly digest: DigestSettings }> {
  const own = await mine(call);
  const digest = own.subscriber.digests.find(({ id }) => id === call.params.digestId);
  if (digest) return { ...own, digest };
  throw new AppError("not_found", "There is no such digest; it may have been removed.");
}

export const listDigests = endpoint({
  method: "get",
  path: "/v1/me/digests",
  operationId: "listDigests",
  tag,
  summary: "What one has brought: digests and alerts",
  ...read,
  answer: {
    schema: z.object({ items: z.array(digestSchema) }).openapi("DigestList"),
    description: "All of it",
  },
  async handle(call) {
    const { digests } = (await mine(call)).subscriber;
    return { items: digests.map((digest) => digestJson(digest, call.parts.site)) };
  },
});

export const createDigest = endpoint({
  method: "post",
  path: "/v1/me/digests",
  operationId: "createDigest",
  tag,
  summary: "Have something brought: a digest, or an alert at once",
  ...write,
  body: z
    .strictObject({
      subject: subjectSchema,
      schedule: scheduleSchema,
      papers: papersSchema.default(10),
      route: routeSchema.default("mail"),
    })
    .openapi({
      example: {
        subject: { kind: "topic", target: "graph neural networks" },
        schedule: { cadence: "weekly", weekday: 5, hour: 8, timeZone: "Europe/Berlin" },
        papers: 10,
        route: "feed",
      },
    }),
  answer: { status: 201, schema: digestSchema, description: "The digest" },
  fails: [404, 409],
  async handle(call) {
    const { desk, subscriber } = await mine(call);
    return digestJson(await desk.add(subscriber.id, call.body as DigestWish), call.parts.site);
  },
});

const getDigest = endpoint({
  method: "get",
  path: "/v1/me/digests/{digestId}",
  operationId: "getDigest",
  tag,
  summary: "One of one's digests",
  ...read,
  params: byDigest,
  answer: { schema: digestSchema, description: "The digest" },
  handle: async (call) => digestJson((await mineBy(call)).digest, call.parts.site),
});

export const changeDigest = endpoint({
  method: "patch",
  path: "/v1/me/digests/{digestId}",
  operationId: "changeDigest",
  tag,
  summary: "Change, stop or start a digest",
  ...write,
  params: byDigest,
  body: z
    .strictObject({
      subject: subjectSchema.optional(),
      schedule: scheduleSchema.optional(),
      papers: papersSchema.optional(),
      route: routeSchema.optional(),
      state: z.enum(["active", "stopped"]).optional(),
    })
    .openapi({ example: { papers: 20, state: "active" } }),
  answer: { schema: digestSchema, description: "The digest, after it" },
  async handle(call) {
    const { desk, subscriber, digest } = await mineBy(call);
    const change = JSON.parse(JSON.stringify(call.body));
    return digestJson(await desk.change(subscriber.id, digest.id, change), call.parts.site);
  },
});

export const removeDigest = endpoint({
  method: "delete",
  path: "/v1/me/digests/{digestId}",
  operationId: "removeDigest",
  tag,
  summary: "Remove a digest and its issues",
  ...write,
  params: byDigest,
  answer: { description: "It is gone" },
  async handle(call) {
    const { desk, subscriber, digest } = await mineBy(call);
    await desk.remove(subscriber.id, digest.id);
  },
});

export const previewDigest = endpoint({
  method: "get",
  path: "/v1/me/digests/{digestId}/preview",
  operationId: "previewDigest",
  tag,
  summary: "What the next issue would bring as things stand",
  description: "Nothing is sent, and no paper counts as brought.",
  ...read,
  limit: "search",
  params: byDigest,
  answer: { schema: comingIssueSchema, description: "The issue that is due next" },
  fails: [503],
  async handle(call) {
    const { desk, subscriber, digest } = await mineBy(call);
    const { papers, site } = call.parts;
    const issue = await desk.previewNext(subscriber.id, digest.id);
    const found = await loadPapers(
      papers,
      issue.papers.map(({ paperId }) => paperId),
    );
    return comingIssueJson(issue, { found, site });
  },
});

const listIssues = endpoint({
  method: "get",
  path: "/v1/me/digests/{digestId}/issues",
  operationId: "listDigestIssues",
  tag,
  summary: "The issues of a digest, newest first, those with nothing new among them",
  ...read,
  params: byDigest,
  query: z.object({
    limit: integerParameter({ min: 1, max: 50, default: 10, description: "Issues on a page" }),
    page: integerParameter({ min: 1, max: 10_000, default: 1, description: "1 is the newest" }),
  }),
  answer: {
    schema: z.object({ items: z.array(issueSchema), total: z.int() }).openapi("DigestIssueList"),
    description: "One page of them",
  },
  async handle(call) {
    const { desk, digest } = await mineBy(call);
    const { limit, page } = call.query;
    const { parts } = call;
    const { total, issues } = await desk.issues(digest.id, { limit, offset: (page - 1) * limit });
    const ids = issues.flatMap(({ papers }) => papers.map(({ paperId }) => paperId));
    const found = await loadPapers(parts.papers, ids);
    return {
      items: issues.map((issue) => issueJson(digest, issue, { found, site: parts.site })),
      total,
    };
  },
});

export const digestEndpoints = [
  listDigests,
  createDigest,
  getDigest,
  changeDigest,
  removeDigest,
  previewDigest,
  listIssues,
];
