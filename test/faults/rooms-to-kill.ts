/** Rooms on a machine of each service, and a channel for each that is due. */
import { setTimeout as sleep } from "node:timers/promises";
import type { ChannelWish } from "#channels";
import type { Clock, Database } from "#platform";
import { createApp } from "../../src/app.ts";
import { readConfig } from "../../src/config.ts";
import { type ChatServer, openChatServer } from "../channels/chat-server.ts";
import { rulesOfAll } from "../channels/rules-of-all.ts";
import type { ServiceRules } from "../channels/service-rules.ts";
import { aWish } from "../support/channels.ts";
import { environmentOf, importPapers, type KillPlace, settingsOf } from "./kill-bench.ts";

export interface Machine {
  readonly rules: ServiceRules;
  readonly chat: ChatServer;
}

/** So many papers, of which a post brings five. */
const PAPERS = 5;
const DAY = "2026-11-19";
/** Long enough for a kill to find posts that are shown, and not yet answered. */
const MOST_ANSWER_MS = 25;
/** First hours at which channels are due: at each, Feishu's come some minutes later. */
const HOURS = [4, 5, 6, 7, 8, 9];

/** Opens the machines; `secret` tells that of the webhooks, once it is known. */
export function openMachines(clock: Clock, secret: () => string): Promise<Machine[]> {
  return Promise.all(
    rulesOfAll(secret).map(async (rules) => {
      const chat = await openChatServer(rules, clock.now);
      chat.onTaken(() => sleep(Math.random() * MOST_ANSWER_MS));
      return { rules, chat };
    }),
  );
}

/** What a run of the program is told, beside where its data lies. */
export function chatEnvironment(place: KillPlace, machines: readonly Machine[]) {
  return {
    ...environmentOf(place),
    SITE_URL: "https://papers.example.org",
    CHANNEL_INSIDE: machines.map(({ chat }) => chat.host).join(" "),
  };
}

export const roomName = (index: number): string => `Room ${index + 1}`;
export const roomId = (index: number): string => `room-${String(index).padStart(9, "0")}`;

/**
 * Makes a channel for each of `rooms` rooms, the services in turn.
 *
 * @returns the secret of the webhooks.
 */
export async function fillRooms(
  place: KillPlace,
  { machines, rooms, clock }: { machines: readonly Machine[]; rooms: number; clock: Clock },
): Promise<string> {
  const papers = Array.from({ length: PAPERS }, (_, index) => ({
    id: `kill:${index}`,
    title: `On the endurance of notice number ${index}`,
    abstract: "We take the messenger away in the middle of a word, and find what was said.",
    authors: ["Ada Writer"],
    categories: ["cs.DC"],
  }));
  await importPapers(place, { papers, date: DAY });
  const config = readConfig({ ...chatEnvironment(place, machines), LOG_LEVEL: "warn" });
  const app = await createApp(config, { dataDir: settingsOf(place).dataDir, clock });
  try {
    const { id } = await app.accounts.people.create({ name: "ada", email: "ada@example.org" });
    const owner = await app.accounts.people.find(id);
    if (!owner) throw new Error("there is no owner");
    const wishes = machines.map(({ rules, chat }) => wishFor(rules, chat));
    const secrets: string[] = [];
    for (const wish of wishes) {
      const { secret } = await app.channels.create(owner, wish);
      if (secret) secrets.push(secret);
    }
    await multiply(app.database, rooms, clock);
    return secrets.join();
  } finally {
    await app.close();
  }
}

function wishFor({ kind, address }: ServiceRules, { origin }: ChatServer): ChannelWish {
  return aWish(kind, address(origin), { subject: { kind: "category", target: "cs.DC" } });
}

/** Puts copies of the channels there are in their place, one for each room, all due. */
async function multiply(database: Database, rooms: number, clock: Clock): Promise<void> {
  const models = await database.kysely.selectFrom("channel").selectAll().execute();
  const past = new Date(clock.now().getTime() - 86_400_000).toISOString();
  const rows = Array.from({ length: rooms }, (_, index) => ({
    ...models[index % models.length]!,
    channel_id: roomId(index),
    title: roomName(index),
    hour: HOURS[Math.floor((index * HOURS.length) / rooms)]!,
    active_since: past,
    next_due_at: past,
  }));
  await database.kysely.deleteFrom("channel").execute();
  await database.insertMany(database.kysely, { into: "channel", rows });
}
