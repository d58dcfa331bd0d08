/** Rooms on machines of a service, with a bench of channels that post there. */
import type { ChannelWish } from "#channels";
import type { Database, DatabaseSettings } from "#platform";
import { aWish, type ChannelBench, openChannels } from "../support/channels.ts";
import { type ChatServer, openChatServer } from "./chat-server.ts";
import type { ServiceRules } from "./service-rules.ts";
import { slackRules } from "./services/slack-rules.ts";

export interface Room {
  readonly bench: ChannelBench;
  readonly chat: ChatServer;
  readonly database: Database;
  /** Of a channel that posts there, daily at 9 UTC. */
  readonly wish: ChannelWish;
}

export interface RoomOptions {
  /** Absent: Slack's. */
  readonly rules?: ServiceRules;
  readonly allowed?: "trusted";
}

type WithDatabase = <T>(
  use: (database: Database, settings: DatabaseSettings) => Promise<T>,
) => Promise<T>;

/** For suites of `describeOnEachDatabase`. */
export function roomsOn(withDatabase: WithDatabase) {
  return (
    use: (room: Room) => Promise<void>,
    { rules = slackRules, ...options }: RoomOptions = {},
  ): Promise<void> =>
    withDatabase(async (database, settings) => {
      let bench: ChannelBench | undefined;
      const chat = await openChatServer(rules, () => bench?.clock.now() ?? new Date());
      bench = openChannels(database, settings, { inside: [chat.host], ...options });
      try {
        await use({ bench, chat, database, wish: aWish(rules.kind, rules.address(chat.origin)) });
      } finally {
        await chat.close();
      }
    });
}
