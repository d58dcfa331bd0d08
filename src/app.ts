import { existsSync } from "node:fs";
import { join } from "node:path";
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
  const clock = options.clock ?? systemClock;
  const log = options.log ?? createLog(config.logLevel);
  const { dataDir } = options;
  makeDataFolder(dataDir);
  const databaseSettings = { databaseUrl: config.databaseUrl, dataDir };
  const database = await openDatabase(databaseSettings);
  const site = {
    title: config.siteTitle,
    url: config.siteUrl || "http://127.0.0.1:3000",
    timeZone: config.timeZone,
  };
  const papers = createPapers({ database, clock });
  const { timeZone, freezeAfterHours } = config;
  const editions = createEditions({ database, clock, timeZone, freezeAfterHours });
  const encoder = config.encoder && { settings: config.encoder, dataDir };
  const search =
    config.search === "postgres"
      ? await createPostgresSearch({ database, papers, databaseSettings })
      : await openSearch(
          { papers, databaseSettings, log, encoder, sharedSpace: sharedBy(database) },
          options,
        );
  const digests = createDigests({ database, papers, editions, clock, log, config, dataDir });
  let isOpen = true;
  return {
    config,
    site,
    databaseSettings,
    clock,
    log,
    database,
    papers,
    editions,
    search,
    digests,
    async close() {
      if (!isOpen) return;
      isOpen = false;
      await digests.idle();
      await search.close();
      await database.close();
    },
  };
}

/** SQLite has one process; beside PostgreSQL there may be more, which order papers alike. */
function sharedBy(database: Database) {
  return database.dialect === "postgres" ? createSharedSpace(database) : undefined;
}

/** The index in the data folder, searched by as many threads as are asked for. */
function openSearch(
  parts: Omit<Parameters<typeof createSearch>[0], "indexDir">,
  { dataDir, searchers = 0 }: AppOptions,
): Promise<Search> {
  const indexDir = join(dataDir, "index");
  // `broadsheet train` leaves a model of the operator's own papers here.
  const ownModel = join(dataDir, "model.space");
  const space = existsSync(ownModel) ? { spacePath: ownModel } : {};
  return createSearch({ ...parts, indexDir, searchers, ...space });
}
