import { z } from "@hono/zod-openapi";
import type { Channels, ChannelWish } from "#channels";
import { AppError } from "#platform";
import type { ApiParts } from "../api-parts.ts";
import { endpoint } from "../framework/endpoint.ts";
import { tags } from "../openapi.ts";
import {
  addressSchema,
  channelJson,
  channelKindSchema,
  channelPapersSchema,
  channelPostJson,
  channelPostSchema,
  channelSchema,
  channelTitleSchema,
  daysAgoSchema,
  filterSchema,
} from "./channel-json.ts";
import { scheduleSchema, subjectSchema } from "./digest-json.ts";

const tag = tags.me;
const read = { access: "reader", scope: "read" } as const;
const write = { access: "reader", scope: "library", limit: "channel" } as const;
const byChannel = z.object({
  channelId: z
    .string()
    .regex(/^[\w-]{1,64}$/, "is no id of a channel")
    .openapi({ param: { name: "channelId", in: "path" }, example: "a1B2c3D4e5F6g7H8" }),
});

/** @throws AppError `not_found` where nothing is posted. */
function channelsOf({ channels }: ApiParts): Channels {
  if (channels) return channels;
  throw new AppError("not_found", "This site posts to no channels.");
}

export const listChannels = endpoint({
  method: "get",
  path: "/v1/me/channels",
  operationId: "listChannels",
  tag,
  summary: "One's channels: papers posted where a group talks",
  ...read,
  answer: {
    schema: z.object({ items: z.array(channelSchema) }).openapi("ChannelList"),
    description: "All of them",
  },
  handle: async ({ parts, actor }) => ({
    items: (await channelsOf(parts).list(actor.account.id)).map(channelJson),
  }),
});

const createChannel = endpoint({
  method: "post",
  path: "/v1/me/channels",
  operationId: "createChannel",
  tag,
  summary: "Make a channel; the secret of a webhook is told this once",
  ...write,
  body: z
    .strictObject({
      kind: channelKindSchema,
      title: channelTitleSchema,
      address: addressSchema,
      subject: subjectSchema,
      schedule: scheduleSchema,
      papers: channelPapersSchema.default(5),
      filter: filterSchema.default({}),
      daysAgo: daysAgoSchema.default(0),
    })
    .openapi({
      example: {
        kind: "webhook",
        title: "Reading group",
        address: { url: "https://example.org/take" },
        subject: { kind: "topic", target: "graph neural networks" },
        schedule: { cadence: "weekly", weekday: 5, hour: 9, timeZone: "Europe/Berlin" },
        papers: 5,
        filter: { minUpvotes: 3 },
        daysAgo: 7,
      },
    }),
  answer: {
    status: 201,
    schema: z
      .object({
        channel: channelSchema,
        secret: z.string().optional().openapi({ description: "Of a webhook's signatures" }),
      })
      .openapi("NewChannel"),
    description: "The channel",
  },
  fails: [404, 409],
  async handle({ parts, actor, body }) {
    const wish = JSON.parse(JSON.stringify(body)) as ChannelWish;
    const { channel, secret } = await channelsOf(parts).create(actor.account, wish);
    return { channel: channelJson(channel), ...(secret !== undefined && { secret }) };
  },
});

const getChannel = endpoint({
  method: "get",
  path: "/v1/me/channels/{channelId}",
  operationId: "getChannel",
  tag,
  summary: "One of one's channels",
  ...read,
  params: byChannel,
  answer: { schema: channelSchema, description: "The channel" },
  fails: [404],
  handle: async ({ parts, actor, params }) =>
    channelJson(await channelsOf(parts).get(actor.account.id, params.channelId)),
});

const changeChannel = endpoint({
  method: "patch",
  path: "/v1/me/channels/{channelId}",
  operationId: "changeChannel",
  tag,
  summary: "Change, pause or resume a channel",
  ...write,
  params: byChannel,
  body: z
    .strictObject({
      title: channelTitleSchema.optional(),
      address: addressSchema.optional(),
      subject: subjectSchema.optional(),
      schedule: scheduleSchema.optional(),
      papers: channelPapersSchema.optional(),
      filter: filterSchema.optional(),
      daysAgo: daysAgoSchema.optional(),
      state: z.enum(["active", "paused"]).optional(),
    })
    .openapi({ example: { papers: 10, state: "active" } }),
  answer: { schema: channelSchema, description: "The channel, after it" },
  fails: [404],
  async handle({ parts, actor, params, body }) {
    const channels = channelsOf(parts);
    const { state, ...change } = JSON.parse(JSON.stringify(body));
    let channel = await channels.change(actor.account, params.channelId, change);
    if (state !== undefined) {
      channel = await channels.pause(actor.account.id, channel.id, state === "paused");
    }
    return channelJson(channel);
  },
});

const removeChannel = endpoint({
  method: "delete",
  path: "/v1/me/channels/{channelId}",
  operationId: "removeChannel",
  tag,
  summary: "Remove a channel and what is kept of its posts",
  ...write,
  params: byChannel,
  answer: { description: "It is gone" },
  fails: [404],
  handle: ({ parts, actor, params }) =>
    channelsOf(parts).remove(actor.account.id, params.channelId),
});

const testChannel = endpoint({
  method: "post",
  path: "/v1/me/channels/{channelId}/test",
  operationId: "testChannel",
  tag,
  summary: "Post a word of greeting now",
  ...write,
  params: byChannel,
  answer: { description: "The service took it" },
  fails: [404, 503],
  handle: ({ parts, actor, params }) => channelsOf(parts).test(actor.account.id, params.channelId),
});

const listPosts = endpoint({
  method: "get",
  path: "/v1/me/channels/{channelId}/posts",
  operationId: "listChannelPosts",
  tag,
  summary: "What a channel posted, newest first; fifty at most",
  ...read,
  params: byChannel,
  answer: {
    schema: z.object({ items: z.array(channelPostSchema) }).openapi("ChannelPostList"),
    description: "The posts",
  },
  fails: [404],
  handle: async ({ parts, actor, params }) => ({
    items: (await channelsOf(parts).posts(actor.account.id, params.channelId)).map(channelPostJson),
  }),
});

export const channelEndpoints = [
  listChannels,
  createChannel,
  getChannel,
  changeChannel,
  removeChannel,
  testChannel,
  listPosts,
];
