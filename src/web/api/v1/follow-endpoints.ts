import { z } from "@hono/zod-openapi";
import { followKinds } from "#community";
import { endpoint } from "../framework/endpoint.ts";
import { tags } from "../openapi.ts";

const tag = tags.library;
const write = { access: "reader", scope: "library", limit: "follow" } as const;
const kind = z.enum(followKinds);
const target = z.string().min(1).max(300).openapi({
  description:
    "Slug of an author, organisation or topic; name of a person; query string of a search",
  example: "ada-lovelace",
});
const followSchema = z
  .object({ kind, target: z.string(), label: z.string(), at: z.iso.datetime() })
  .openapi("Follow");

const listFollows = endpoint({
  method: "get",
  path: "/v1/me/follows",
  operationId: "listFollows",
  tag,
  summary: "Whom and what one follows",
  access: "reader",
  scope: "read",
  answer: {
    schema: z.object({ items: z.array(followSchema) }).openapi("FollowList"),
    description: "All of it",
  },
  handle: async ({ community, actor }) => ({
    items: (await community.follows.list(actor.account.id)).map(
      ({ kind: what, target: whom, label, at }) => ({ kind: what, target: whom, label, at }),
    ),
  }),
});

const follow = endpoint({
  method: "post",
  path: "/v1/me/follows",
  operationId: "follow",
  tag,
  summary: "Follow an author, an organisation, a topic, a person or a search; safe to repeat",
  ...write,
  body: z.strictObject({
    kind: kind.openapi({ example: "author" }),
    target,
    label: z.string().trim().min(1).max(200).optional().openapi({ example: "Ada Lovelace" }),
  }),
  answer: { description: "It is followed" },
  handle: ({ community, actor, body }) =>
    community.follows.add(actor, { ...body, label: body.label ?? body.target.slice(0, 200) }),
});

const unfollow = endpoint({
  method: "delete",
  path: "/v1/me/follows/{kind}/{target}{.+}",
  operationId: "unfollow",
  tag,
  summary: "Follow no more; safe to repeat",
  ...write,
  params: z.object({ kind: kind.openapi({ example: "author" }), target }),
  answer: { description: "It is not followed" },
  handle: ({ community, actor, params }) =>
    community.follows.remove(actor, params.kind, params.target),
});

export const followEndpoints = [listFollows, follow, unfollow];
