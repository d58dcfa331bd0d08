import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe } from "node:test";
import pg from "pg";
import { type Database, type DatabaseSettings, openDatabase } from "#platform";

const noServer =
  "set TEST_DATABASE_URL (scripts/postgres-for-tests prints one; .ci/run starts one)";

/** A database of a test's own; `dispose` closes it and leaves nothing behind. */
export interface TemporaryDatabase {
  readonly database: Database;
  readonly settings: DatabaseSettings;
  dispose(): Promise<void>;
}

export async function openTemporarySqlite(): Promise<TemporaryDatabase> {
  return openTemporary("", async () => {});
}

/** @param drop takes away what was made on the server, once nothing uses it. */
async function openTemporary(
  databaseUrl: string,
  drop: () => Promise<unknown>,
): Promise<TemporaryDatabase> {
  const dataDir = mkdtempSync(join(tmpdir(), "broadsheet-"));
  const settings = { databaseUrl, dataDir };
  const database = await openDatabase(settings);
  return {
    database,
    settings,
    async dispose() {
      await database.close();
      await drop();
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
  return openTemporary(url.href, () => execute(serverUrl, `drop schema ${schema} cascade`));
}

/** Why tests of PostgreSQL can not run here, or `false`. */
export function whyNoPostgres(): string | false {
  return process.env.TEST_DATABASE_URL || process.env.REQUIRE_EVERYTHING ? false : noServer;
}

/** What `SEARCH=postgres` needs of a server. */
const searchExtensions = ["vector", "pg_textsearch", "pg_trgm"];

/**
 * Why tests of the search in PostgreSQL can not run here, or `false`. Where everything is
 * required they run, and fail.
 */
export async function whyNoPostgresSearch(): Promise<string | false> {
  const serverUrl = process.env.TEST_DATABASE_URL;
  if (process.env.REQUIRE_EVERYTHING) return false;
  if (!serverUrl) return noServer;
  const rows = await execute(serverUrl, "select name from pg_available_extensions");
  const known = rows.map((row) => row.name);
  const missing = searchExtensions.filter((name) => !known.includes(name));
  return missing.length > 0 && `the server lacks the extensions ${missing.join(", ")}`;
}

/** Makes a database of its own: extensions belong to a database, not to a schema. */
export async function openTemporaryPostgresDatabase(): Promise<TemporaryDatabase> {
  const serverUrl = process.env.TEST_DATABASE_URL ?? "";
  const name = `test_${randomBytes(8).toString("hex")}`;
  await execute(serverUrl, `create database ${name}`);
  const url = new URL(serverUrl);
  url.pathname = name;
  return openTemporary(url.href, () => execute(serverUrl, `drop database ${name} with (force)`));
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

export type RunOnDatabase = <T>(
  use: (database: Database, settings: DatabaseSettings) => Promise<T>,
) => Promise<T>;

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
export function describeOnEachDatabase(
  name: string,
  suite: (withDatabase: RunOnDatabase) => void,
): void {
  describe(`${name} on SQLite`, () => suite(disposing(openTemporarySqlite)));
  const skip = process.env.TEST_DATABASE_URL ? false : noServer;
  describe(`${name} on PostgreSQL`, { skip }, () => suite(disposing(openTemporaryPostgres)));
}

function disposing(open: () => Promise<TemporaryDatabase>): RunOnDatabase {
  return async (use) => {
    const temporary = await open();
    try {
      return await use(temporary.database, temporary.settings);
    } finally {
      await temporary.dispose();
    }
  };
}

/** Runs one statement as it stands, on a connection of its own. */
export async function execute<Row = { readonly name: string }>(
  databaseUrl: string,
  statement: string,
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}
