import type { ChannelKind } from "../channels.ts";
import { discord } from "./discord.ts";
import { feishu } from "./feishu.ts";
import { matrix } from "./matrix.ts";
import { mattermost } from "./mattermost.ts";
import type { Service } from "./service.ts";
import { slack } from "./slack.ts";
import { telegram } from "./telegram.ts";
import { webhook } from "./webhook.ts";

export const services: Readonly<Record<ChannelKind, Service>> = {
  slack,
  discord,
  telegram,
  feishu,
  mattermost,
  matrix,
  webhook,
};
