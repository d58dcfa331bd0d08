import { type AnyDatabase, columnTypes } from "./column-types.ts";

type ColumnType = "text" | "integer" | "real" | "text?" | "integer?" | "real?";

/**
 * Makes a table whose values hold on both databases.
 *
 * @param columns name → type; `?`: may be null.
 * @param key the columns of the primary key.
 */
export async function makeTable(
  database: AnyDatabase,
  name: string,
  columns: Readonly<Record<string, ColumnType>>,
  key: readonly string[],
): Promise<void> {
  const types = columnTypes(database);
  let table = database.schema.createTable(name);
  for (const [column, type] of Object.entries(columns)) {
    const isNullable = type.endsWith("?");
    const base = type.replace("?", "") as "text" | "integer" | "real";
    table = table.addColumn(column, types[base], (built) => (isNullable ? built : built.notNull()));
  }
  await table
    .addPrimaryKeyConstraint(`${name}_pk`, key as never[])
    .modifyEnd(types.strict)
    .execute();
}

/** Makes an index named after its table and columns. */
export async function makeIndex(
  database: AnyDatabase,
  table: string,
  columns: readonly string[],
  options: { readonly isUnique?: boolean } = {},
): Promise<void> {
  const index = database.schema
    .createIndex(`${table}_by_${columns.join("_").replaceAll(" desc", "")}`)
    .on(table)
    .columns([...columns]);
  await (options.isUnique ? index.unique() : index).execute();
}
