import { sql } from "kysely";
import { type AnyDatabase, columnTypes } from "./column-types.ts";
import { makeIndex, makeTable } from "./make-table.ts";

/** Counts of this site beside those of the sources; papers out of sight; choices of an editor. */
export async function up(database: AnyDatabase): Promise<void> {
  const { integer } = columnTypes(database);
  for (const column of ["own_upvotes", "own_counted", "own_comments", "own_commenters"]) {
    await database.schema
      .alterTable("paper_tally")
      .addColumn(column, integer, (built) => built.notNull().defaultTo(0))
      .execute();
  }
  await database.schema
    .alterTable("paper")
    .addColumn("is_hidden", integer, (built) => built.notNull().defaultTo(0))
    .execute();
  await database.schema
    .createIndex("paper_by_hidden")
    .on("paper")
    .column("paper_id")
    .where(sql.ref("is_hidden"), "=", 1)
    .execute();
  const history = {
    paper_id: "text",
    seen_at: "text",
    upvotes: "integer",
    comments: "integer",
    stars: "integer",
  } as const;
  await makeTable(database, "paper_tally_history", history, ["paper_id", "seen_at"]);
  await makeIndex(database, "paper_tally_history", ["seen_at"]);
  const choice = {
    period: "text",
    paper_id: "text",
    kind: "text",
    place: "integer",
    at: "text",
  } as const;
  await makeTable(database, "edition_choice", choice, ["period", "paper_id"]);
}
