import { sql } from "kysely";
import { type AnyDatabase, columnTypes, isPostgres } from "./column-types.ts";

export async function up(database: AnyDatabase): Promise<void> {
  const { text, integer, strict } = columnTypes(database);
  const bytes = isPostgres(database) ? sql`bytea` : sql`blob`;
  await database.schema
    .createTable("fitted_space")
    .addColumn("name", text, (column) => column.primaryKey().notNull())
    .addColumn("format", integer, (column) => column.notNull())
    .addColumn("identity", text, (column) => column.notNull())
    .addColumn("papers", integer, (column) => column.notNull())
    .addColumn("dimensions", integer, (column) => column.notNull())
    .addColumn("languages", text, (column) => column.notNull())
    .addColumn("places", text, (column) => column.notNull())
    .addColumn("content", bytes, (column) => column.notNull())
    .modifyEnd(strict)
    .execute();
}
