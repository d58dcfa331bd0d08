import type { ChannelKind } from "#channels";
import { type Html, html } from "../../html.ts";

/** One field of an address. */
interface AddressField {
  readonly name: "url" | "token" | "room";
  readonly label: string;
  readonly hint?: string;
  readonly isOptional?: true;
}

export interface ServiceHelp {
  readonly label: string;
  /** Where its address comes from. */
  readonly help: Html;
  readonly fields: readonly AddressField[];
}

const webhookUrl: AddressField = { name: "url", label: "Webhook address" };

/** Each service in its own words, so that people find what to press there. */
export const serviceHelp: Readonly<Record<ChannelKind, ServiceHelp>> = {
  slack: {
    label: "Slack",
    help: html`At <code>api.slack.com/apps</code>, make an app for your workspace, switch on <b>Incoming Webhooks</b>, press <b>Add New Webhook to Workspace</b>, choose the channel and copy the address.`,
    fields: [webhookUrl],
  },
  discord: {
    label: "Discord",
    help: html`In the settings of the channel: <b>Integrations</b>, <b>Webhooks</b>, <b>New Webhook</b>, <b>Copy Webhook URL</b>.`,
    fields: [webhookUrl],
  },
  telegram: {
    label: "Telegram",
    help: html`Write <code>/newbot</code> to <b>@BotFather</b> and copy the token it gives. Add the bot to the group, or to the channel as an administrator.`,
    fields: [
      { name: "token", label: "Token of the bot" },
      {
        name: "room",
        label: "Chat",
        hint: "@name of a public channel, or the number of the chat, such as -1001234567890",
      },
    ],
  },
  feishu: {
    label: "Feishu / Lark",
    help: html`In the settings of the group: <b>Bots</b>, <b>Add Bot</b>, <b>Custom Bot</b>; copy its webhook address. Where <b>signature verification</b> is on, copy the secret too.`,
    fields: [webhookUrl, { name: "token", label: "Signing secret", isOptional: true }],
  },
  mattermost: {
    label: "Mattermost",
    help: html`<b>Integrations</b>, <b>Incoming Webhooks</b>, <b>Add Incoming Webhook</b>; choose the channel and copy the address.`,
    fields: [webhookUrl],
  },
  matrix: {
    label: "Matrix",
    help: html`Make an account for it and invite it into the room; sign in with it once and join. Its access token stands under <b>All settings</b>, <b>Help &amp; About</b>; the id of the room under <b>Room settings</b>, <b>Advanced</b>. In an encrypted room its posts are not encrypted.`,
    fields: [
      { name: "url", label: "Homeserver", hint: "Such as https://matrix.example.org" },
      { name: "token", label: "Access token" },
      { name: "room", label: "Id of the room", hint: "It begins with !" },
    ],
  },
  webhook: {
    label: "Webhook",
    help: html`Any address of a program of yours. It gets each post as JSON, signed as Standard Webhooks asks; the secret is shown once, when the channel is made.`,
    fields: [{ name: "url", label: "Address", hint: "It begins with https://" }],
  },
};
