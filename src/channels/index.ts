/**
 * channels — the papers of a subject, posted where a group talks: Slack, Discord, Telegram,
 * Feishu, Mattermost, Matrix, signed webhooks. Owns the tables `channel` and `channel_post`.
 * What each service gets and how failures end: docs/channels.md
 *
 * @module
 */
export type {
  Channel,
  ChannelKind,
  ChannelPost,
  Channels,
  ChannelWish,
} from "./channels.ts";
export { channelKinds } from "./channels.ts";
export type { ChannelSettings } from "./channels-parts.ts";
export { createChannels } from "./create-channels.ts";
