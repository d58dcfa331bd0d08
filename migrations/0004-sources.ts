import { type AnyDatabase, columnTypes } from "./column-types.ts";

export async function up(database: AnyDatabase): Promise<void> {
  const { text, integer, strict } = columnTypes(database);
  await database.schema
    .createTable("source_run")
    .addColumn("source", text, (column) => column.notNull())
    .addColumn("started_at", text, (column) => column.notNull())
    .addColumn("finished_at", text)
    .addColumn("outcome", text, (column) => column.notNull())
    .addColumn("records", integer, (column) => column.notNull())
    .addColumn("message", text)
    .addColumn("etag", text)
    .addColumn("last_modified", text)
    .addPrimaryKeyConstraint("source_run_pk", ["source", "started_at"])
    .modifyEnd(strict)
    .execute();
}
