import { z } from "@hono/zod-openapi";
import type { AccountId } from "#accounts";
import { AppError } from "#platform";
import { type AnyCall, endpoint } from "../framework/endpoint.ts";
import { getPaper } from "../get-paper.ts";
import { tags } from "../openapi.ts";
import {
  entriesJson,
  entryJson,
  entryPageSchema,
  entrySchema,
  reportPageSchema,
  reportsJson,
} from "./moderation-json.ts";
import { pageJson, pageQuery, pageRequest } from "./paging.ts";

const tag = tags.moderation;
export const moderator = { access: "moderator", scope: "moderate", limit: "moderation" } as const;
export const reason = z.string().trim().min(1).max(1_000).openapi({ example: "Not a paper" });
const paper = z.string().min(1).max(300);
const id = z.string().regex(/^[\w-]{1,64}$/, "is no id");

const actionSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.enum(["hide-paper", "lock-paper"]), paperId: paper }),
  z.strictObject({ kind: z.literal("merge-papers"), paperId: paper, into: paper }),
  z.strictObject({
    kind: z.literal("separate-record"),
    paperId: paper,
    source: z.string().min(1).max(100),
    sourceId: z.string().min(1).max(300),
  }),
  z.strictObject({ kind: z.literal("remove-comment"), commentId: id }),
  z.strictObject({
    kind: z.literal("suspend-account"),
    name: z.string().min(1).max(60).openapi({ description: "The person's name" }),
  }),
]);

const listLog = endpoint({
  method: "get",
  path: "/v1/moderation/log",
  operationId: "listModerationLog",
  tag,
  summary: "What moderators have done, with their reasons; newest first",
  query: pageQuery,
  answer: { schema: entryPageSchema, description: "The log" },
  fails: [404],
  async handle(call) {
    const page = await call.community.moderation.log(pageRequest(call.query));
    return pageJson(call, await entriesJson(call, page.items), page);
  },
});

const act = endpoint({
  method: "post",
  path: "/v1/moderation/actions",
  operationId: "moderate",
  tag,
  summary: "Hide, lock, merge or part papers, remove a comment, suspend a person",
  ...moderator,
  body: z.strictObject({ action: actionSchema, reason }).openapi({
    example: { action: { kind: "lock-paper", paperId: "2605.00020" }, reason: "A quarrel" },
  }),
  answer: { status: 201, schema: entrySchema, description: "The entry of the log" },
  async handle(call) {
    const action = await resolve(call, call.body.action);
    const entry = await call.community.moderation.act(call.actor, action, call.body.reason);
    return entryJson(call, entry);
  },
});

const byEntry = z.object({
  entryId: id.openapi({ param: { name: "entryId", in: "path" }, example: "3ntRy1dAbCdEfGhI" }),
});

const undo = endpoint({
  method: "post",
  path: "/v1/moderation/log/{entryId}/undo",
  operationId: "undoModeration",
  tag,
  summary: "Undo what a moderator has done",
  ...moderator,
  params: byEntry,
  body: z.strictObject({ reason }),
  answer: { status: 201, schema: entrySchema, description: "The entry that undoes it" },
  handle: async (call) =>
    entryJson(
      call,
      await call.community.moderation.undo(call.actor, call.params.entryId, call.body.reason),
    ),
});

const waitingSchema = z
  .object({ reports: z.int(), submissions: z.int(), claims: z.int() })
  .openapi("Waiting");

const countWaiting = endpoint({
  method: "get",
  path: "/v1/moderation/queue",
  operationId: "countWaiting",
  tag,
  summary: "How much waits for a moderator",
  ...moderator,
  answer: { schema: waitingSchema, description: "Numbers" },
  async handle({ community }) {
    const { reports, submissions, claims } = await community.moderation.waiting();
    return { reports, submissions, claims };
  },
});

const listReports = endpoint({
  method: "get",
  path: "/v1/moderation/reports",
  operationId: "listReports",
  tag,
  summary: "Open reports, the most reported first",
  ...moderator,
  query: pageQuery,
  answer: { schema: reportPageSchema, description: "The reports" },
  async handle(call) {
    const page = await call.community.moderation.reports(pageRequest(call.query));
    return pageJson(call, await reportsJson(call, page.items), page);
  },
});

const dismissReport = endpoint({
  method: "post",
  path: "/v1/moderation/reports/{reportId}/dismiss",
  operationId: "dismissReport",
  tag,
  summary: "Find nothing wrong with what was reported",
  ...moderator,
  params: z.object({
    reportId: id.openapi({ param: { name: "reportId", in: "path" }, example: "r3p0rt1dAbCdEfGh" }),
  }),
  body: z.strictObject({ reason }),
  answer: { description: "It is closed" },
  handle: ({ community, actor, params, body }) =>
    community.moderation.dismiss(actor, params.reportId, body.reason),
});

export const moderationEndpoints = [listLog, act, undo, countWaiting, listReports, dismissReport];

/** The action with the ids that names and addresses stand for. */
async function resolve(call: AnyCall, action: z.infer<typeof actionSchema>) {
  const paperOf = async (text: string) => (await getPaper(call.parts.papers, text)).id;
  switch (action.kind) {
    case "remove-comment":
      return { kind: action.kind, commentId: action.commentId } as const;
    case "suspend-account":
      return { kind: action.kind, accountId: await accountOf(call, action.name) } as const;
    case "merge-papers": {
      const [paperId, into] = [await paperOf(action.paperId), await paperOf(action.into)];
      return { kind: action.kind, paperId, into } as const;
    }
    default:
      return { ...action, paperId: await paperOf(action.paperId) };
  }
}

async function accountOf({ accounts }: AnyCall, name: string): Promise<AccountId> {
  const person = await accounts.people.findByName(name.toLowerCase());
  if (!person) throw new AppError("not_found", `There is no @${name} here.`);
  return person.id;
}
