import { Kysely, sql } from "kysely";
import type { Database, DatabaseSettings } from "./database.ts";
import { insertMany } from "./insert-many.ts";
import { migrate } from "./migrate.ts";
import { createPostgresDialect, explainPostgres } from "./postgres.ts";
import type { Schema } from "./schema.ts";
import { openSqlite } from "./sqlite/open-sqlite.ts";

/** See `openDatabase`. */
export async function connect(settings: DatabaseSettings, isWorker: boolean): Promise<Database> {
  const opened = settings.databaseUrl
    ? { dialect: createPostgresDialect(settings.databaseUrl), release: () => {} }
    : openSqlite(settings.dataDir, isWorker);
  const kysely = new Kysely<Schema>({ dialect: opened.dialect });
  const close = async () => {
    await kysely.destroy();
    opened.release();
  };
  try {
    if (!isWorker) await migrate(kysely);
  } catch (error) {
    await close();
    throw settings.databaseUrl ? explainPostgres(error) : error;
  }
  return settings.databaseUrl ? onPostgres(kysely, close) : onSqlite(kysely, close);
}

function onSqlite(kysely: Kysely<Schema>, close: () => Promise<void>): Database {
  return {
    kysely,
    dialect: "sqlite",
    insertMany: (executor, insert) => insertMany(executor, "sqlite", insert),
    isOneOf: (column, values) =>
      sql`${sql.ref(column)} in (select value from json_each(${JSON.stringify(values)}))`,
    takeTurn: async () => {},
    close,
  };
}

function onPostgres(kysely: Kysely<Schema>, close: () => Promise<void>): Database {
  return {
    kysely,
    dialect: "postgres",
    insertMany: (executor, insert) => insertMany(executor, "postgres", insert),
    isOneOf: (column, values) => sql`${sql.ref(column)} = any(${values})`,
    takeTurn: async (transaction, name) => {
      await sql`select pg_advisory_xact_lock(hashtext(${name}))`.execute(transaction);
    },
    close,
  };
}
