/** One channel of one service at a time, each on a machine of its own. */
import assert from "node:assert/strict";
import { after, before, describe } from "node:test";
import type { Account } from "#accounts";
import type { Channel, ChannelWish } from "#channels";
import type { PaperWithTally } from "#papers";
import { aWish, type ChannelBench, openChannels } from "../support/channels.ts";
import { openTemporarySqlite, type TemporaryDatabase } from "../support/database.ts";
import { aPaper } from "../support/papers.ts";
import { type ChatServer, openChatServer } from "./chat-server.ts";
import { rulesOfAll } from "./rules-of-all.ts";
import type { ServiceRules } from "./service-rules.ts";

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Of the webhook that is there at the moment. */
let webhookSecret = "";
export const allRules = rulesOfAll(() => webhookSecret);

export interface OneChannel {
  readonly bench: ChannelBench;
  readonly chat: ChatServer;
  readonly owner: Account;
  readonly id: string;
  /** Of a webhook; else empty. */
  readonly secret: string;
  readonly temporary: TemporaryDatabase;
  get(): Promise<Channel>;
  /** Comes to the channel's next hour, past the minutes that some services want. */
  nextDay(): Promise<unknown>;
}

export type WithChannel = (
  use: (channel: OneChannel) => Promise<void>,
  more?: Partial<ChannelWish>,
) => Promise<void>;

/** Runs a suite once for each service. Rules that a post broke fail the test. */
export function describeEachService(
  suite: (rules: ServiceRules, withChannel: WithChannel) => void,
): void {
  for (const rules of allRules) {
    describe(`a channel of ${rules.kind}`, () => {
      let temporary: TemporaryDatabase;
      before(async () => {
        temporary = await openTemporarySqlite();
      });
      after(() => temporary.dispose());
      suite(rules, async (use, more = {}) => {
        const channel = await open(temporary, rules, more);
        const { chat, bench, owner, id } = channel;
        try {
          await use(channel).catch((error: Error) => {
            throw chat.broken.length > 0 ? new Error(`rules were broken: ${chat.broken}`) : error;
          });
          assert.deepEqual(chat.broken, [], "rules were broken");
        } finally {
          await bench.channels.remove(owner.id, id);
          await chat.close();
        }
      });
    });
  }
}

let people = 0;

async function open(
  temporary: TemporaryDatabase,
  rules: ServiceRules,
  more: Partial<ChannelWish>,
): Promise<OneChannel> {
  let bench: ChannelBench | undefined;
  const chat = await openChatServer(rules, () => bench?.clock.now() ?? new Date());
  const { database, settings } = temporary;
  bench = openChannels(database, settings, { inside: [chat.host] });
  const { channels, clock, run } = bench;
  people += 1;
  const owner = await bench.owner(`ada-${people}`);
  const wish = aWish(rules.kind, rules.address(chat.origin), more);
  const { channel, secret = "" } = await channels.create(owner, wish);
  webhookSecret = secret;
  return {
    ...{ bench, chat, owner, secret, temporary, id: channel.id },
    get: () => channels.get(owner.id, channel.id),
    nextDay() {
      clock.advance(DAY_MS - (clock.now().getTime() % DAY_MS) + 9.2 * HOUR_MS);
      return run();
    },
  };
}

export function springs(count: number, traits: Partial<PaperWithTally> = {}): PaperWithTally[] {
  return Array.from({ length: count }, (_, index) =>
    aPaper({
      title: `Springs that remember, part ${index + 1}`,
      tally: { upvotes: 12 + index, comments: index },
      links: [{ kind: "code", url: "https://github.com/ada/springs" }],
      ...(traits as object),
    }),
  );
}
