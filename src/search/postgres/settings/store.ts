import { type Kysely, sql } from "kysely";
import type { Schema } from "#platform";

/** Settings that hold to the end of the transaction. */
export async function setForTransaction(
  transaction: Kysely<Schema>,
  settings: Readonly<Record<string, string | number>>,
): Promise<void> {
  const each = Object.entries(settings).map(
    ([name, value]) => sql`set_config(${name}, ${String(value)}, true)`,
  );
  await sql`select ${sql.join(each)}`.execute(transaction);
}
