import { z } from "@hono/zod-openapi";
import { type Channel, type ChannelPost, channelKinds } from "#channels";
import { cadences, subjectKinds } from "#picks";

const word = z.string().min(1).max(100);

export const channelKindSchema = z.enum(channelKinds).openapi({ example: "webhook" });

export const addressSchema = z
  .strictObject({
    url: z.string().max(1_000).optional().openapi({
      description: "The incoming webhook; of Matrix, the homeserver; of Telegram, none",
      example: "https://example.org/take",
    }),
    token: z.string().max(1_000).optional().openapi({
      description: "Of the Telegram bot or the Matrix account; the signing secret of Feishu",
    }),
    room: z.string().max(1_000).optional().openapi({
      description: "The chat of Telegram, the room of Matrix",
    }),
  })
  .openapi({ description: "Where it posts; it is never told again" });

export const filterSchema = z
  .strictObject({
    categories: z.array(word).max(20).optional(),
    minUpvotes: z.int().min(0).max(100_000).optional().openapi({ example: 3 }),
    has: z
      .array(z.enum(["code", "data", "model", "project", "comments"]))
      .max(5)
      .optional(),
    withoutWords: z.array(word).max(20).optional(),
  })
  .openapi({ description: "What is left out; everything must hold" });

export const channelTitleSchema = z.string().min(1).max(100).openapi({ example: "Reading group" });
export const channelPapersSchema = z
  .int()
  .min(1)
  .max(20)
  .openapi({ description: "Papers in one post", example: 5 });
export const daysAgoSchema = z.int().min(0).max(31).openapi({
  description: "7: what came in a week ago, when the votes are in",
  example: 0,
});

const instant = z.iso.datetime();

export const channelSchema = z
  .object({
    id: z.string(),
    kind: z.enum(channelKinds),
    title: z.string(),
    place: z.string().openapi({ description: "Where it posts, without what is secret" }),
    subject: z.object({ kind: z.enum(subjectKinds), target: z.string(), label: z.string() }),
    schedule: z.object({
      cadence: z.enum(cadences),
      weekday: z.int(),
      hour: z.int(),
      timeZone: z.string(),
    }),
    papers: z.int(),
    filter: z.object({
      categories: z.array(z.string()).optional(),
      minUpvotes: z.int().optional(),
      has: z.array(z.string()).optional(),
      withoutWords: z.array(z.string()).optional(),
    }),
    daysAgo: z.int(),
    state: z.enum(["active", "paused", "disabled"]),
    failingSince: instant.optional(),
    lastError: z.string().optional(),
    lastPostAt: instant.optional(),
    nextDueAt: instant.optional(),
    createdAt: instant,
  })
  .openapi("Channel");

export function channelJson({ owner: _, ...channel }: Channel): z.input<typeof channelSchema> {
  const { subject, schedule, filter } = channel;
  return {
    ...channel,
    subject: { kind: subject.kind, target: subject.target, label: subject.label },
    schedule: { ...schedule },
    filter: JSON.parse(JSON.stringify(filter)),
  };
}

export const channelPostSchema = z
  .object({
    period: z.string().openapi({ description: "`2026-11-20`, `2026-W47`, or an instant" }),
    state: z.enum(["due", "sending", "sent", "failed", "expired", "empty"]),
    papers: z.int(),
    attempts: z.int(),
    at: instant,
    lastError: z.string().optional(),
  })
  .openapi("ChannelPost");

export function channelPostJson(post: ChannelPost): z.input<typeof channelPostSchema> {
  return { ...post };
}
