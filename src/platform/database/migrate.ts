import { type Kysely, PostgresAdapter, sql } from "kysely";
import { Migrator } from "kysely/migration";
import { migrations } from "../../../migrations/index.ts";
import { AppError } from "../errors.ts";
import type { Schema } from "./schema.ts";

/**
 * Brings the tables to the newest shape; a database that is there already costs one query.
 *
 * @throws AppError `conflict` when a newer program has been at this database.
 */
export async function migrate(database: Kysely<Schema>): Promise<void> {
  const schema = await currentSchema(database);
  const done = await appliedMigrations(database, schema);
  const known = Object.keys(migrations);
  const unknown = done.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new AppError(
      "conflict",
      `The database was made by a newer Broadsheet (it has ${unknown.join(", ")}); upgrade this one`,
    );
  }
  if (done.length === known.length) return;
  const provider = { getMigrations: async () => migrations };
  const place = schema === undefined ? {} : { migrationTableSchema: schema };
  const { error } = await new Migrator({ db: database, provider, ...place }).migrateToLatest();
  if (error) throw error;
}

/** Where PostgreSQL makes tables; other schemas of the database may hold another Broadsheet. */
async function currentSchema(database: Kysely<Schema>): Promise<string | undefined> {
  if (!(database.getExecutor().adapter instanceof PostgresAdapter)) return undefined;
  const { rows } = await sql<{ schema: string }>`select current_schema() as schema`.execute(
    database,
  );
  return rows[0]?.schema;
}

async function appliedMigrations(
  database: Kysely<Schema>,
  schema: string | undefined,
): Promise<string[]> {
  const tables = await database.introspection.getTables({ withInternalKyselyTables: true });
  const isOurs = tables.some(
    (table) => table.name === "kysely_migration" && (!schema || table.schema === schema),
  );
  if (!isOurs) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(database);
  return rows.map((row) => row.name);
}
