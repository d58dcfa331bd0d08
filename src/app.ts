import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { type Accounts, createAccounts } from "#accounts";
import { type Channels, createChannels } from "#channels";
import { type Community, createCommunity } from "#community";
import { createDigests, type Digests } from "#digests";
import { createEditions, type Editions } from "#editions";
import { createMail, type Mail } from "#mail";
import { createPapers, type Papers } from "#papers";
import { createPicks, type Picks } from "#picks";
import {
  type Clock,
  createLog,
  type Database,
  type DatabaseSettings,
  type Log,
  makeDataFolder,
  openDatabase,
  systemClock,
} from "#platform";
import { createRecommendations, type Recommendations } from "#recommendations";
import { createPostgresSearch, createSearch, createSharedSpace, type Search } from "#search";
import { createSummaries, type Summaries } from "#summaries";
import type { Site } from "#web";
import type { Config } from "./config.ts";
import { mailSettingsOf } from "./mail-config.ts";
import { createTrendingSources } from "./trending-sources.ts";

/** Every part of the program, joined. The site, the commands and the tests are built on it. */
export interface App {
  readonly config: Config;
  readonly site: Site;
  readonly databaseSettings: DatabaseSettings;
  readonly clock: Clock;
  readonly log: Log;
  readonly database: Database;
  readonly papers: Papers;
  readonly editions: Editions;
  readonly search: Search;
  readonly mail: Mail;
  readonly digests: Digests;
  readonly accounts: Accounts;
  readonly community: Community;
  readonly recommendations: Recommendations;
  readonly picks: Picks;
  readonly summaries: Summaries;
  readonly channels: Channels;
  /** Lets go of everything, last built first. Safe to call twice. */
  close(): Promise<void>;
}

export interface AppOptions {
  readonly dataDir: string;
  readonly clock?: Clock;
  readonly log?: Log;
  /** Threads that search; 0, the default: the calling thread does. */
  readonly searchers?: number;
  /** Threads that learn what readers like, started when needed; default: the cores, 4 at most. */
  readonly recommenders?: number;
}

/**
 * Opens the data folder and joins the parts.
 *
 * @throws AppError `conflict` when another process holds the data folder, `unavailable` when
 *   it can not be made or written.
 */
export async function createApp(config: Config, options: AppOptions): Promise<App> {
  const base = await openBase(config, options);
  const papers = createPapers(base);
  const search = await openSearch(base, papers, options);
  const joined = joinModules(base, { papers, search, ...options });
  let isOpen = true;
  return {
    ...base,
    ...joined,
    search,
    async close() {
      if (!isOpen) return;
      isOpen = false;
      await joined.accounts.idle();
      await joined.digests.idle();
      await joined.recommendations.close();
      await joined.mail.close();
      await search.close();
      await base.database.close();
    },
  };
}

/** What every module stands on. */
async function openBase(config: Config, { clock, log, dataDir }: AppOptions) {
  makeDataFolder(dataDir);
  const databaseSettings = { databaseUrl: config.databaseUrl, dataDir };
  return {
    config,
    clock: clock ?? systemClock,
    log: log ?? createLog(config.logLevel),
    databaseSettings,
    database: await openDatabase(databaseSettings),
    site: {
      title: config.siteTitle,
      url: config.siteUrl || "http://127.0.0.1:3000",
      timeZone: config.timeZone,
    },
  };
}

type Base = Awaited<ReturnType<typeof openBase>>;

interface Joining extends Pick<AppOptions, "recommenders"> {
  readonly papers: Papers;
  readonly search: Search;
}

/** The modules that stand on papers and search, in the order in which data flows. */
function joinModules(base: Base, joining: Joining) {
  const { papers, search } = joining;
  const { config, database, clock, log, site } = base;
  const { dataDir } = base.databaseSettings;
  const { timeZone, freezeAfterHours } = config;
  const summaries = createSummaries({ database, papers, clock, log, settings: config.summaries });
  const trending = createTrendingSources({ papers, dataDir, community: () => community });
  const editing = { moderation: () => community.moderation, touch: papers.touch };
  const parts = { database, clock, timeZone, freezeAfterHours, trending, editing };
  const editions = createEditions(parts);
  const recommendations = recommendationsOf(base, joining);
  const ledger: Pick<Digests, "recipientOf" | "lastSentTo"> = {
    recipientOf: (name) => digests.recipientOf(name),
    lastSentTo: (address) => digests.lastSentTo(address),
  };
  const mail = createMail({ ...base, ...ledger, dataDir, settings: mailSettingsOf(config) });
  const sendLetter: Digests["sendLetter"] | undefined =
    config.smtpUrl === "" ? undefined : (to, letter) => digests.sendLetter(to, letter);
  const settings = config.accounts;
  const accounts = createAccounts({ database, clock, log, dataDir, site, settings, sendLetter });
  const { people } = accounts;
  const own = { papers, people, settings: config.community };
  const community: Community = createCommunity({ ...base, ...own });
  community.moderation.undoes("edition-choice", (_actor, noted) => editions.undoChoice(noted));
  const bringing = { papers, editions, search, community, people, recommendations, timeZone };
  const picks = createPicks(bringing);
  const { mailReceipts, digests: keeping } = config;
  const delivering = { mail, picks, recommendations, summaries, mailReceipts, ...keeping };
  const digests: Digests = createDigests({ ...base, papers, editions, dataDir, ...delivering });
  const posting = { contact: config.contact, settings: config.channels, sendLetter };
  const channels = createChannels({ ...base, papers, picks, people, dataDir, ...posting });
  return {
    papers,
    editions,
    channels,
    mail,
    digests,
    accounts,
    community,
    summaries,
    recommendations,
    picks,
  };
}

function recommendationsOf(base: Base, { papers, search, recommenders }: Joining) {
  const { timeZone } = base.config;
  const threads = recommenders ?? Math.min(4, availableParallelism());
  return createRecommendations({ ...base, papers, search, timeZone, threads });
}

/** SQLite has one process; beside PostgreSQL there may be more, which order papers alike. */
function sharedBy(database: Database) {
  return database.dialect === "postgres" ? createSharedSpace(database) : undefined;
}

/** The index in the data folder, searched by as many threads as are asked for, or PostgreSQL's. */
async function openSearch(
  { config, database, databaseSettings, log }: Base,
  papers: Papers,
  { dataDir, searchers = 0 }: AppOptions,
): Promise<Search> {
  if (config.search === "postgres") {
    return createPostgresSearch({ database, papers, databaseSettings });
  }
  const indexDir = join(dataDir, "index");
  const encoder = config.encoder && { settings: config.encoder, dataDir };
  // `broadsheet train` leaves a model of the operator's own papers here.
  const ownModel = join(dataDir, "model.space");
  const space = existsSync(ownModel) ? { spacePath: ownModel } : {};
  const sharedSpace = sharedBy(database);
  const parts = { papers, databaseSettings, log, encoder, sharedSpace };
  return createSearch({ ...parts, indexDir, searchers, ...space });
}
