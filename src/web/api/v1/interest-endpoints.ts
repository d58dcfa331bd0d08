import { z } from "@hono/zod-openapi";
import { type Interest, interestKinds, readerOfAccount } from "#recommendations";
import { endpoint } from "../framework/endpoint.ts";
import { tags } from "../openapi.ts";
import { recommendationsOf } from "./recommendation-endpoints.ts";

const tag = tags.recommendations;
const write = { access: "reader", scope: "library", limit: "interest" } as const;
const kind = z.enum(interestKinds);

const interestSchema = z
  .object({
    id: z.string(),
    origin: z.enum(["chosen", "learned"]).openapi({
      description: "Said by oneself, or found in the papers one likes",
    }),
    kind,
    target: z.string(),
    label: z.string(),
    words: z.array(z.string()).openapi({ description: "Most telling first" }),
    weight: z.number(),
    isMuted: z.boolean(),
    papers: z.int().nonnegative().openapi({ description: "Liked papers behind a learned one" }),
  })
  .openapi("Interest");

function interestJson(interest: Interest): z.infer<typeof interestSchema> {
  const { id, origin, kind: of, target, label, words, weight, isMuted, papers } = interest;
  return { id, origin, kind: of, target, label, words: [...words], weight, isMuted, papers };
}

const listInterests = endpoint({
  method: "get",
  path: "/v1/me/interests",
  operationId: "listInterests",
  tag,
  summary: "What one likes to read about, as words",
  access: "reader",
  scope: "read",
  answer: {
    schema: z.object({ items: z.array(interestSchema) }).openapi("InterestList"),
    description: "Those one has named, then those learned",
  },
  async handle({ parts, actor }) {
    const { interests } = recommendationsOf(parts);
    const found = await interests.list(readerOfAccount(actor.account.id));
    return { items: found.map(interestJson) };
  },
});

const addInterest = endpoint({
  method: "post",
  path: "/v1/me/interests",
  operationId: "addInterest",
  tag,
  summary: "Name something one likes to read about; safe to repeat",
  ...write,
  body: z.strictObject({
    kind: kind.openapi({ example: "topic" }),
    target: z.string().min(1).max(300).openapi({
      description: "Words; the slug of an author; a category; the query string of a search",
      example: "graph neural networks",
    }),
    label: z.string().trim().min(1).max(300).optional(),
  }),
  answer: { status: 201, schema: interestSchema, description: "The interest" },
  async handle({ parts, actor, body: { kind: of, target, label } }) {
    const { interests } = recommendationsOf(parts);
    const wanted = { kind: of, target, ...(label !== undefined && { label }) };
    return interestJson(await interests.add(readerOfAccount(actor.account.id), wanted));
  },
});

const byInterest = z.object({
  interestId: z
    .string()
    .min(1)
    .max(64)
    .openapi({ param: { name: "interestId", in: "path" }, example: "a1B2c3D4e5F6g7H8" }),
});

const changeInterest = endpoint({
  method: "patch",
  path: "/v1/me/interests/{interestId}",
  operationId: "changeInterest",
  tag,
  summary: "Rename, weigh or mute an interest",
  ...write,
  params: byInterest,
  body: z.strictObject({
    label: z.string().trim().min(1).max(300).optional(),
    weight: z.number().min(0.25).max(4).optional().openapi({ example: 2 }),
    isMuted: z.boolean().optional(),
  }),
  answer: { schema: interestSchema, description: "The interest, after it" },
  fails: [404],
  async handle({ parts, actor, params, body }) {
    const { interests } = recommendationsOf(parts);
    const change = JSON.parse(JSON.stringify(body));
    const reader = readerOfAccount(actor.account.id);
    return interestJson(await interests.change(reader, params.interestId, change));
  },
});

const removeInterest = endpoint({
  method: "delete",
  path: "/v1/me/interests/{interestId}",
  operationId: "removeInterest",
  tag,
  summary: "Remove an interest; a learned one is muted. Safe to repeat",
  ...write,
  params: byInterest,
  answer: { description: "It counts no more" },
  handle: ({ parts, actor, params }) =>
    recommendationsOf(parts).interests.remove(readerOfAccount(actor.account.id), params.interestId),
});

const resetInterests = endpoint({
  method: "delete",
  path: "/v1/me/interests",
  operationId: "resetInterests",
  tag,
  summary: "Forget all interests, and what was marked more or less; votes stay",
  ...write,
  answer: { description: "They are forgotten" },
  handle: ({ parts, actor }) =>
    recommendationsOf(parts).interests.reset(readerOfAccount(actor.account.id)),
});

export const interestEndpoints = [
  listInterests,
  addInterest,
  changeInterest,
  removeInterest,
  resetInterests,
];
