import type { AnyDatabase } from "./column-types.ts";
import { makeTable } from "./make-table.ts";

export async function up(database: AnyDatabase): Promise<void> {
  const summary = {
    paper_id: "text",
    model: "text",
    text: "text",
    text_hash: "text",
    at: "text",
  } as const;
  await makeTable(database, "summary", summary, ["paper_id", "model"]);
}
