import { type Kysely, PostgresAdapter, type RawBuilder, sql } from "kysely";

// biome-ignore lint/suspicious/noExplicitAny: a migration knows no schema but its own
export type AnyDatabase = Kysely<any>;

/** Column types that hold the same values, in the same order, on both databases. */
export function columnTypes(database: AnyDatabase): {
  text: RawBuilder<unknown>;
  integer: RawBuilder<unknown>;
  real: RawBuilder<unknown>;
  /** Ends a `create table`: SQLite then refuses a value of another type, as PostgreSQL does. */
  strict: RawBuilder<unknown>;
} {
  if (database.getExecutor().adapter instanceof PostgresAdapter) {
    return {
      text: sql`text collate "C"`,
      integer: sql`bigint`,
      real: sql`double precision`,
      strict: sql``,
    };
  }
  return { text: sql`text`, integer: sql`integer`, real: sql`real`, strict: sql`strict` };
}

export function isPostgres(database: AnyDatabase): boolean {
  return database.getExecutor().adapter instanceof PostgresAdapter;
}
