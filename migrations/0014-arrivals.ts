import { type AnyDatabase, columnTypes } from "./column-types.ts";

/** When a paper came in, so that an alert tells of news alone; unknown of those here before. */
export async function up(database: AnyDatabase): Promise<void> {
  const { text } = columnTypes(database);
  await database.schema.alterTable("paper").addColumn("added_at", text).execute();
}
