import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe } from "node:test";
import pg from "pg";
import { type Database, type DatabaseSettings, openDatabase } from "#platform";

/** A database of a test's own; `dispose` closes it and leaves nothing behind. */
export interface TemporaryDatabase {
  readonly database: Database;
  readonly settings: DatabaseSettings;
  dispose(): Promise<void>;
}

export async function openTemporarySqlite(): Promise<TemporaryDatabase> {
  const dataDir = mkdtempSync(join(tmpdir(), "broadsheet-"));
  const settings = { databaseUrl: "", dataDir };
  const database = await openDatabase(settings);
  return {
    database,
    settings,
    async dispose() {
      await database.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Makes a schema of its own in the server of `TEST_DATABASE_URL`. */
export async function openTemporaryPostgres(): Promise<TemporaryDatabase> {
  const serverUrl = process.env.TEST_DATABASE_URL ?? "";
  const schema = `test_${randomBytes(8).toString("hex")}`;
  await execute(serverUrl, `create schema ${schema}`);
  const url = new URL(serverUrl);
  url.searchParams.set("options", `-c search_path=${schema}`);
  const dataDir = mkdtempSync(join(tmpdir(), "broadsheet-"));
  const settings = { databaseUrl: url.href, dataDir };
  const database = await openDatabase(settings);
  return {
    database,
    settings,
    async dispose() {
      await database.close();
      await execute(serverUrl, `drop schema ${schema} cascade`);
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Runs `use` with an empty SQLite database and disposes it, whatever happens. */
export async function withTemporaryDatabase<T>(
  use: (database: Database, settings: DatabaseSettings) => Promise<T>,
): Promise<T> {
  const temporary = await openTemporarySqlite();
  try {
    return await use(temporary.database, temporary.settings);
  } finally {
    await temporary.dispose();
  }
}

type Run = <T>(use: (database: Database, settings: DatabaseSettings) => Promise<T>) => Promise<T>;

/**
 * Runs a suite once on SQLite and once on PostgreSQL; every store test uses it. The suite gets
 * `withDatabase`, which hands each test an empty, migrated database:
 *
 * ```ts
 * describeOnEachDatabase("the paper store", (withDatabase) => {
 *   test("keeps what it is given", () => withDatabase(async (database) => { … }));
 * });
 * ```
 *
 * PostgreSQL is skipped, with the reason, unless `TEST_DATABASE_URL` is set.
 */
export function describeOnEachDatabase(name: string, suite: (withDatabase: Run) => void): void {
  describe(`${name} on SQLite`, () => suite(disposing(openTemporarySqlite)));
  const skip = process.env.TEST_DATABASE_URL
    ? false
    : "set TEST_DATABASE_URL (scripts/postgres-for-tests prints one; .ci/run starts one)";
  describe(`${name} on PostgreSQL`, { skip }, () => suite(disposing(openTemporaryPostgres)));
}

function disposing(open: () => Promise<TemporaryDatabase>): Run {
  return async (use) => {
    const temporary = await open();
    try {
      return await use(temporary.database, temporary.settings);
    } finally {
      await temporary.dispose();
    }
  };
}

async function execute(databaseUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
