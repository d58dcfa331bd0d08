import type { AnyDatabase } from "./column-types.ts";
import { makeIndex } from "./make-table.ts";

/** Issues are let go of in the order in which they were made. */
export async function up(database: AnyDatabase): Promise<void> {
  await makeIndex(database, "issue", ["made_at"]);
}
