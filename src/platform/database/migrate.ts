import { type Kysely, sql } from "kysely";
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
  const done = await appliedMigrations(database);
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
  const { error } = await new Migrator({ db: database, provider }).migrateToLatest();
  if (error) throw error;
}

async function appliedMigrations(database: Kysely<Schema>): Promise<string[]> {
  const tables = await database.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === "kysely_migration")) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(database);
  return rows.map((row) => row.name);
}
