import { isRole } from "#accounts";
import type { ChannelSettings } from "#channels";
import type { Rule, Setting } from "./setting.ts";

export const channelSettings = [
  {
    name: "CHANNELS",
    default: "reader",
    help: "Least role that may post to chats: reader, trusted, moderator, admin, or nobody",
  },
  {
    name: "CHANNEL_INSIDE",
    default: "",
    help: "Machines of your own network that channels may post to (chat.lab:8065), parted by spaces",
  },
] as const satisfies readonly Setting[];

type Name = (typeof channelSettings)[number]["name"];

const NOBODY = "nobody";

export const channelRules: Readonly<Record<Name, Rule>> = {
  CHANNELS: {
    holds: (text) => text === NOBODY || isRole(text),
    says: "reader, trusted, moderator, admin or nobody",
  },
  CHANNEL_INSIDE: {
    holds: (text) => text.split(/\s+/).every(isHost),
    says: "names such as chat.lab or chat.lab:8065, as addresses spell them, parted by spaces",
  },
};

export function readChannels(read: (name: Name) => string): ChannelSettings {
  const allowed = read("CHANNELS");
  return {
    allowed: isRole(allowed) ? allowed : NOBODY,
    inside: read("CHANNEL_INSIDE").split(/\s+/).filter(Boolean),
  };
}

/** Whether an address spells a machine so: lower case, and no port that goes without saying. */
function isHost(text: string): boolean {
  return ["https", "http"].every((scheme) => {
    const address = `${scheme}://${text}`;
    return URL.canParse(address) && new URL(address).host === text;
  });
}
