import type { Expression, Insertable, Kysely, SqlBool } from "kysely";
import type { Dialect, OnConflict } from "./insert-many.ts";
import type { Schema } from "./schema.ts";

/** Where the data lies; a plain value, so that it can be posted to a worker thread. */
export interface DatabaseSettings {
  /** `postgres://…`; empty: SQLite in `dataDir`. */
  readonly databaseUrl: string;
  readonly dataDir: string;
}

/** The database, or a transaction of it that another module has begun. */
export type Executor = Kysely<Schema>;

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
