import type { ServiceRules } from "./service-rules.ts";
import { discordRules } from "./services/discord-rules.ts";
import { feishuRules } from "./services/feishu-rules.ts";
import { matrixRules } from "./services/matrix-rules.ts";
import { mattermostRules } from "./services/mattermost-rules.ts";
import { slackRules } from "./services/slack-rules.ts";
import { telegramRules } from "./services/telegram-rules.ts";
import { webhookRules } from "./services/webhook-rules.ts";

/** @param secret tells that of the webhook, once it is known. */
export function rulesOfAll(secret: () => string): ServiceRules[] {
  return [
    slackRules,
    discordRules,
    telegramRules,
    feishuRules,
    mattermostRules,
    matrixRules,
    webhookRules(secret),
  ];
}
