import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Accounts, createAccounts } from "#accounts";
import { type Community, createCommunity } from "#community";
import { createDigests, type Digests } from "#digests";
import { createEditions, type Editions } from "#editions";
import { createPapers, type Papers } from "#papers";
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
import { createPostgresSearch, createSearch, createSharedSpace, type Search } from "#search";
import type { Site } from "#web";
import type { Config } from "./config.ts";
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
  readonly digests: Digests;
  readonly accounts: Accounts;
  readonly community: Community;
  /** Lets go of everything, last built first. Safe to call twice. */
  close(): Promise<void>;
}

export interface AppOptions {
  readonly dataDir: string;
  readonly clock?: Clock;
  readonly log?: Log;
  /** Threads that search; 0, the default: the calling thread does. */
  readonly searchers?: number;
}

/**
 * Opens the data folder and joins the parts.
 *
 * @throws AppError `conflict` when another process holds the data folder, `unavailable` when
 *   it can not be made or written.
 */
export async function createApp(config: Config, options: AppOptions): Promise<App> {
  const base = await openBase(config, options);
  const joined = joinModules(base);
  const search = await openSearch(base, joined.papers, options);
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

/** The modules that need no search, in the order in which data flows. */
function joinModules(base: Base) {
  const { config, database, clock, log, site } = base;
  const { dataDir } = base.databaseSettings;
  const { timeZone, freezeAfterHours } = config;
  const papers = createPapers({ database, clock });
  const trending = createTrendingSources({ papers, dataDir, community: () => community });
  const editing = { moderation: () => community.moderation, touch: papers.touch };
  const parts = { database, clock, timeZone, freezeAfterHours, trending, editing };
  const editions = createEditions(parts);
  const digests = createDigests({ database, papers, editions, clock, log, config, dataDir });
  const sendLetter = config.smtpUrl === "" ? undefined : digests.sendLetter;
  const settings = config.accounts;
  const accounts = createAccounts({ database, clock, log, dataDir, site, settings, sendLetter });
  const { people } = accounts;
  const { community: rules } = config;
  const community: Community = createCommunity({
    database,
    clock,
    log,
    papers,
    people,
    settings: rules,
  });
  community.moderation.undoes("edition-choice", (_actor, noted) => editions.undoChoice(noted));
  return { papers, editions, digests, accounts, community };
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
