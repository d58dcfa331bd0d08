import { z } from "@hono/zod-openapi";
import { AppError } from "#platform";
import { type AnyCall, endpoint } from "../framework/endpoint.ts";
import { getPaper } from "../get-paper.ts";
import { tags } from "../openapi.ts";
import { anyPeriodParameter } from "../parameters.ts";
import { moderator, reason } from "./moderation-endpoints.ts";

const tag = tags.moderation;
const byPeriod = z.object({ period: anyPeriodParameter });
const paperId = z.string().min(1).max(300);

const choicesSchema = z
  .object({
    items: z.array(
      z.object({
        paperId: z.string(),
        kind: z.enum(["pin", "drop"]),
        place: z.int().optional().openapi({ description: "Of a pin, from 1" }),
        at: z.iso.datetime(),
      }),
    ),
  })
  .openapi("EditionChoices");

/** @throws AppError `not_found` where nobody edits editions. */
function editorOf({ parts: { editor } }: AnyCall) {
  if (!editor) throw new AppError("not_found", "Nobody edits editions here.");
  return editor;
}

async function choicesJson(call: AnyCall): Promise<z.infer<typeof choicesSchema>> {
  const choices = await editorOf(call).choices(call.params.period);
  return {
    items: choices.map(({ paperId: id, kind, place, at }) => ({
      paperId: id,
      kind,
      ...(kind === "pin" && { place }),
      at,
    })),
  };
}

const listChoices = endpoint({
  method: "get",
  path: "/v1/moderation/editions/{period}/choices",
  operationId: "listEditionChoices",
  tag,
  summary: "Papers pinned to an edition, or left out of it",
  ...moderator,
  params: byPeriod,
  answer: { schema: choicesSchema, description: "The choices" },
  handle: (call) => choicesJson(call),
});

const choiceSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("pin"),
    paperId,
    place: z.int().min(1).max(100).default(1).openapi({ description: "From 1" }),
  }),
  z.strictObject({ kind: z.literal("drop"), paperId }),
  z.strictObject({ kind: z.literal("release"), paperId }),
]);

const choose = endpoint({
  method: "post",
  path: "/v1/moderation/editions/{period}/choices",
  operationId: "editEdition",
  tag,
  summary: "Pin a paper, leave it out, or let it stand by its votes again",
  ...moderator,
  params: byPeriod,
  body: z
    .strictObject({ choice: choiceSchema, reason })
    .openapi({ example: { choice: { kind: "pin", paperId: "2605.00020" }, reason: "Overlooked" } }),
  answer: { schema: choicesSchema, description: "The choices, after it" },
  async handle(call) {
    const { period } = call.params;
    const { choice, reason: why } = call.body;
    const { id } = await getPaper(call.parts.papers, choice.paperId);
    const editor = editorOf(call);
    if (choice.kind === "release") {
      await editor.unchoose(call.actor, { period, paperId: id }, why);
    } else await editor.choose(call.actor, { ...choice, period, paperId: id }, why);
    return choicesJson(call);
  },
});

const close = endpoint({
  method: "post",
  path: "/v1/moderation/editions/{period}/close",
  operationId: "closeEdition",
  tag,
  summary: "Close an edition whose period is over, without waiting for late papers",
  ...moderator,
  params: byPeriod,
  body: z.strictObject({ reason }),
  answer: {
    schema: z
      .object({ period: z.string(), status: z.enum(["open", "frozen"]), total: z.int() })
      .openapi("ClosedEdition"),
    description: "The edition, closed for good",
  },
  async handle(call) {
    const { period, status, total } = await editorOf(call).close(
      call.actor,
      call.params.period,
      call.body.reason,
    );
    return { period: period as string, status, total };
  },
});

export const editingEndpoints = [listChoices, choose, close];
