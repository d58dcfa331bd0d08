import { sql } from "kysely";
import { type AnyDatabase, columnTypes } from "./column-types.ts";

export async function up(database: AnyDatabase): Promise<void> {
  await createPlacement(database);
  await createPlacementCursor(database);
  await createEdition(database);
  await createEditionEntry(database);
}

async function createPlacement(database: AnyDatabase): Promise<void> {
  const { text, integer, real, strict } = columnTypes(database);
  await database.schema
    .createTable("placement")
    .addColumn("paper_id", text, (column) => column.primaryKey().notNull())
    .addColumn("day", text, (column) => column.notNull())
    .addColumn("week", text, (column) => column.notNull())
    .addColumn("month", text, (column) => column.notNull())
    .addColumn("upvotes", integer, (column) => column.notNull())
    .addColumn("comments", integer, (column) => column.notNull())
    .addColumn("prior", real, (column) => column.notNull())
    .addColumn("tie", integer, (column) => column.notNull())
    .addColumn("submitted_at", text)
    .modifyEnd(strict)
    .execute();
  for (const period of ["day", "week", "month"]) await indexPlacement(database, period);
}

/** One index for each way to sort; those for comments and dates leave out papers without. */
async function indexPlacement(database: AnyDatabase, period: string): Promise<void> {
  const byVotes = ["upvotes desc", "prior desc", "tie"];
  const create = (name: string) => database.schema.createIndex(name).on("placement");
  await create(`placement_by_${period}`)
    .columns([period, ...byVotes])
    .execute();
  await create(`placement_by_${period}_discussed`)
    .columns([period, "comments desc", ...byVotes])
    .where("comments", ">", 0)
    .execute();
  await create(`placement_by_${period}_new`)
    .columns([period, "submitted_at desc", ...byVotes])
    .where("submitted_at", "is not", null)
    .execute();
}

async function createPlacementCursor(database: AnyDatabase): Promise<void> {
  const { text, integer, strict } = columnTypes(database);
  await database.schema
    .createTable("placement_cursor")
    .addColumn("name", text, (column) => column.primaryKey().notNull())
    .addColumn("seq", integer, (column) => column.notNull())
    .modifyEnd(strict)
    .execute();
}

async function createEdition(database: AnyDatabase): Promise<void> {
  const { text, integer, strict } = columnTypes(database);
  await database.schema
    .createTable("edition")
    .addColumn("period", text, (column) => column.primaryKey().notNull())
    .addColumn("kind", text, (column) => column.notNull())
    .addColumn("papers", integer, (column) => column.notNull())
    .addColumn("late_arrivals", integer, (column) => column.notNull())
    .addColumn("last_arrival_at", text, (column) => column.notNull())
    .addColumn("frozen_at", text)
    .addColumn("content_hash", text)
    .modifyEnd(strict)
    .execute();
  await database.schema
    .createIndex("edition_by_kind")
    .on("edition")
    .columns(["kind", "period"])
    .execute();
  await database.schema
    .createIndex("edition_open")
    .on("edition")
    .column("period")
    .where(sql.ref("frozen_at"), "is", null)
    .execute();
}

async function createEditionEntry(database: AnyDatabase): Promise<void> {
  const { text, integer, real, strict } = columnTypes(database);
  await database.schema
    .createTable("edition_entry")
    .addColumn("period", text, (column) => column.notNull())
    .addColumn("rank", integer, (column) => column.notNull())
    .addColumn("paper_id", text, (column) => column.notNull())
    .addColumn("score", real, (column) => column.notNull())
    .addColumn("upvotes", integer, (column) => column.notNull())
    .addColumn("comments", integer, (column) => column.notNull())
    .addColumn("submitted_at", text)
    .addPrimaryKeyConstraint("edition_entry_pk", ["period", "rank"])
    .modifyEnd(strict)
    .execute();
  await indexEditionEntry(database);
}

async function indexEditionEntry(database: AnyDatabase): Promise<void> {
  const create = (name: string) => database.schema.createIndex(name).on("edition_entry");
  await create("edition_entry_by_paper").columns(["paper_id", "period"]).unique().execute();
  await create("edition_entry_discussed")
    .columns(["period", "comments desc", "rank"])
    .where("comments", ">", 0)
    .execute();
  await create("edition_entry_new")
    .columns(["period", "submitted_at desc", "rank"])
    .where("submitted_at", "is not", null)
    .execute();
}
