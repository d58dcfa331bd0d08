import { type Insertable, type Kysely, sql } from "kysely";
import { bulkQuery } from "./bulk.ts";
import type { Schema } from "./schema.ts";

/** Rows per PostgreSQL statement; bounds the size of one message. */
const POSTGRES_ROWS = 1_000;

export type Dialect = "sqlite" | "postgres";

/** What becomes of a row whose `keys` are in the table already. */
export interface OnConflict<Row> {
  readonly keys: readonly (keyof Row & string)[];
  /** Columns that take the new row's values; left out: the old row stays. */
  readonly update?: readonly (keyof Row & string)[];
}

type Row = Readonly<Record<string, unknown>>;

/**
 * Inserts any number of rows at the speed of one prepared statement. All rows have the
 * columns of the first.
 *
 * @returns rows inserted or updated.
 */
export async function insertMany<Table extends keyof Schema & string>(
  executor: Kysely<Schema>,
  dialect: Dialect,
  insert: {
    readonly into: Table;
    readonly rows: readonly Insertable<Schema[Table]>[];
    readonly onConflict?: OnConflict<Insertable<Schema[Table]>>;
  },
): Promise<number> {
  const rows = insert.rows as readonly Row[];
  const first = rows[0];
  if (!first) return 0;
  const columns = Object.keys(first);
  const ending = conflictClause(insert.onConflict);
  if (dialect === "postgres") {
    let changed = 0;
    for (let start = 0; start < rows.length; start += POSTGRES_ROWS) {
      const part = rows.slice(start, start + POSTGRES_ROWS);
      changed += await insertIntoPostgres(executor, { into: insert.into, columns, ending }, part);
    }
    return changed;
  }
  const names = columns.map(quote).join(", ");
  const marks = columns.map(() => "?").join(", ");
  const statement = `insert into ${quote(insert.into)} (${names}) values (${marks})${ending}`;
  const lists = rows.map((row) => columns.map((column) => row[column]));
  const result = await executor.executeQuery(bulkQuery(statement, lists));
  return Number(result.numAffectedRows ?? 0);
}

async function insertIntoPostgres(
  executor: Kysely<Schema>,
  target: { into: string; columns: readonly string[]; ending: string },
  rows: readonly Row[],
): Promise<number> {
  const table = sql.raw(quote(target.into));
  const names = sql.raw(target.columns.map(quote).join(", "));
  const result = await sql`insert into ${table} (${names}) select ${names}
    from jsonb_populate_recordset(null::${table}, ${JSON.stringify(rows)}::jsonb)
    ${sql.raw(target.ending)}`.execute(executor);
  return Number(result.numAffectedRows ?? 0);
}

function conflictClause(onConflict: OnConflict<never> | undefined): string {
  if (!onConflict) return "";
  const keys = onConflict.keys.map((key) => quote(key)).join(", ");
  const updates = (onConflict.update ?? []).map(
    (name) => `${quote(name)} = excluded.${quote(name)}`,
  );
  const action = updates.length > 0 ? `update set ${updates.join(", ")}` : "nothing";
  return ` on conflict (${keys}) do ${action}`;
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
