import { type Dialect, PostgresDialect } from "kysely";
import pg from "pg";
import { AppError } from "../errors.ts";
import { lookAtOwnTables } from "./own-tables.ts";

const POOL_SIZE = 10;
const CONNECT_TIMEOUT_MS = 10_000;
const INT8 = 20;
const NUMERIC = 1700;

/** Counts and sums come back as numbers, as SQLite gives them. */
const types: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: "text" | "binary") {
    if (oid === INT8 || oid === NUMERIC) return Number;
    return format === "binary" ? pg.types.getTypeParser(oid, format) : pg.types.getTypeParser(oid);
  },
};

export function createPostgresDialect(databaseUrl: string): Dialect {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: POOL_SIZE,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    types,
  });
  // An idle connection that breaks is replaced by the pool; its error has no other listener.
  pool.on("error", () => {});
  return Object.assign(new PostgresDialect({ pool }), { createIntrospector: lookAtOwnTables });
}

/** What to tell people when the first contact with PostgreSQL fails. */
export function explainPostgres(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const first = error instanceof AggregateError ? error.errors[0] : error;
  const reason = first instanceof Error ? first.message : String(first);
  const message = `PostgreSQL can not be used (${reason}); check DATABASE_URL and that the server runs`;
  return new AppError("unavailable", message, { cause: error });
}
