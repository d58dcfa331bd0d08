import { type Expression, type Insertable, Kysely, type SqlBool, sql } from "kysely";
import { type Dialect, insertMany, type OnConflict } from "./insert-many.ts";
import { migrate } from "./migrate.ts";
import { createPostgresDialect, explainPostgres } from "./postgres.ts";
import type { Schema } from "./schema.ts";
import { openSqlite } from "./sqlite/open-sqlite.ts";

/** Where the data lies; a plain value, so that it can be posted to a worker thread. */
export interface DatabaseSettings {
  /** `postgres://…`; empty: SQLite in `dataDir`. */
  readonly databaseUrl: string;
  readonly dataDir: string;
}

/**
 * The open database. Notes for authors of a `store.ts`:
 *
 * - Write with `kysely.transaction().execute(async (tx) => …)` and use only `tx` inside; a
 *   write through `kysely` there waits for the transaction that waits for it.
 * - Writers of a process queue fairly across threads; keep a transaction under 100 ms or so
 *   where people wait. Reads outside a transaction never wait on SQLite.
 * - Many rows: `insertMany`. Many keys: `isOneOf`. Both are one prepared statement whatever
 *   the number; kysely's `values([...])` and `in` compile anew for every length.
 * - Hundreds of small statements in a row: build the query once with `.compile()` and run it
 *   with `executeQuery`.
 * - Page through a table by its key; `stream` holds all rows in memory.
 * - Text sorts by code point on both databases. Truth values are 0 and 1.
 */
export interface Database {
  readonly kysely: Kysely<Schema>;
  readonly dialect: Dialect;
  /**
   * Inserts any number of rows quickly; all have the columns of the first.
   *
   * @param executor the transaction, or `kysely` for one of its own.
   * @returns rows inserted or updated.
   */
  insertMany<Table extends keyof Schema & string>(
    executor: Kysely<Schema>,
    insert: {
      readonly into: Table;
      readonly rows: readonly Insertable<Schema[Table]>[];
      readonly onConflict?: OnConflict<Insertable<Schema[Table]>>;
    },
  ): Promise<number>;
  /** A condition for `where`: `column` (`table.column` works too) is one of these texts. */
  isOneOf(column: string, values: readonly string[]): Expression<SqlBool>;
  /**
   * Lets one transaction of this `name` run at a time, to its end, across processes. On
   * SQLite there is never more than one. Needed where readers follow a counter, such as
   * `change.seq`, which PostgreSQL may otherwise commit out of order.
   */
  takeTurn(transaction: Kysely<Schema>, name: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the database and brings its tables up to date. A worker thread passes `isWorker`:
 * its process holds the folder's lock and has migrated already.
 *
 * @throws AppError `conflict` when another process uses the data folder, or a newer program
 *   has been at the database; `unavailable` when it can not be read, written or reached.
 */
export async function openDatabase(
  settings: DatabaseSettings,
  options: { readonly isWorker?: boolean } = {},
): Promise<Database> {
  const isWorker = options.isWorker ?? false;
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
