/** Channels on a database of its own, with papers that are brought, for tests. */
import type { Account, Letter } from "#accounts";
import { type Channels, type ChannelWish, createChannels } from "#channels";
import type { PaperWithTally } from "#papers";
import type { PickList, PickRequest, Picks } from "#picks";
import type { Database, DatabaseSettings } from "#platform";
import { openTestCommunity } from "./community.ts";

export interface ChannelBench {
  readonly channels: Channels;
  readonly clock: ReturnType<typeof openTestCommunity>["clock"];
  readonly site: ReturnType<typeof openTestCommunity>;
  readonly dataDir: string;
  /** Says until when what came in can be picked; nothing: as of now. */
  settle(instant?: string): void;
  /** What is brought from now on, best first. */
  bring(...papers: PaperWithTally[]): void;
  /** Instead of papers. */
  answer(list: (request: PickRequest) => PickList): void;
  /** Everything that was asked for. */
  readonly asked: readonly PickRequest[];
  readonly letters: readonly { readonly to: string; readonly letter: Letter }[];
  /** What was written into the log. */
  readonly logged: readonly string[];
  run(): ReturnType<Channels["run"]>;
  owner(name?: string): Promise<Account>;
  /** The same site in another process, with the same data folder unless another is given. */
  other(dataDir?: string): Channels;
}

export interface ChannelBenchOptions {
  readonly inside: readonly string[];
  readonly allowed?: "reader" | "trusted" | "nobody";
  readonly now?: string;
}

export function openChannels(
  database: Database,
  settings: DatabaseSettings,
  options: ChannelBenchOptions,
): ChannelBench {
  const { now = "2026-11-20T08:00:00Z" } = options;
  const site = openTestCommunity({ database, settings, now });
  const letters: { to: string; letter: Letter }[] = [];
  const logged: string[] = [];
  const stand = openPicks();
  const note = (...said: unknown[]) => void logged.push(JSON.stringify(said));
  const open = (dataDir = settings.dataDir) =>
    createChannels({
      database,
      clock: site.clock,
      log: { info: note, warn: note, error: note },
      dataDir,
      site: { title: "Broadsheet", url: "https://papers.example.org", timeZone: "UTC" },
      picks: stand.picks,
      papers: stand.papers,
      people: site.people,
      settings: { allowed: options.allowed ?? "reader", inside: options.inside },
      contact: "",
      sendLetter: async (to, letter) => void letters.push({ to, letter }),
    });
  const channels = open();
  return {
    channels,
    clock: site.clock,
    site,
    dataDir: settings.dataDir,
    letters,
    logged,
    ...stand,
    run: () => channels.run(site.clock.now()),
    owner: async (name = "ada") => (await site.actor(name)).account,
    other: open,
  };
}

/** Brings what it is told to: the papers that were not had, up to the limit. */
function openPicks() {
  let brought: readonly PaperWithTally[] = [];
  let seq = 0;
  let settled: Date | undefined;
  const asked: PickRequest[] = [];
  let answer = ({ limit, without }: PickRequest): PickList => {
    const fresh = brought.filter(({ id }) => !without?.has(id));
    const picks = fresh.slice(0, limit).map(({ id, tally }) => ({
      paperId: id,
      reason: { kind: "topic" as const, text: "About gears", terms: [] },
      upvotes: tally.upvotes,
      comments: tally.comments,
    }));
    return { picks, total: fresh.length };
  };
  const picks: Picks = {
    pick: async (requests) => {
      asked.push(...requests);
      return requests.map((request) => answer(request));
    },
    settled: async (now) => settled ?? now,
    name: async (subject) => ({ ...subject, label: `Papers about ${subject.target}` }),
  };
  return {
    picks,
    papers: {
      findMany: async (ids: readonly string[]) => brought.filter(({ id }) => ids.includes(id)),
      lastChange: async () => seq,
    },
    asked,
    bring(...papers: PaperWithTally[]) {
      brought = papers;
      seq += 1;
    },
    settle(instant?: string) {
      settled = instant === undefined ? undefined : new Date(instant);
    },
    answer(list: (request: PickRequest) => PickList) {
      answer = list;
      seq += 1;
    },
  };
}

/** A channel that posts five papers daily at 9 UTC, of which everything may be said otherwise. */
export function aWish(
  kind: ChannelWish["kind"],
  address: ChannelWish["address"],
  more: Partial<ChannelWish> = {},
): ChannelWish {
  return {
    kind,
    address,
    title: "Gears",
    subject: { kind: "topic", target: "gears" },
    schedule: { cadence: "daily", weekday: 1, hour: 9, timeZone: "UTC" },
    papers: 5,
    filter: {},
    daysAgo: 0,
    ...more,
  };
}
