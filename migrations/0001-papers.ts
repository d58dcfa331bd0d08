import { type AnyDatabase, columnTypes, isPostgres } from "./column-types.ts";

export async function up(database: AnyDatabase): Promise<void> {
  await createPaper(database);
  await createPaperKey(database);
  await createPaperRecord(database);
  await createPaperTally(database);
  await createChange(database);
}

async function createPaper(database: AnyDatabase): Promise<void> {
  const { text, strict } = columnTypes(database);
  await database.schema
    .createTable("paper")
    .addColumn("paper_id", text, (column) => column.primaryKey().notNull())
    .addColumn("edition_day", text, (column) => column.notNull())
    .addColumn("document", text, (column) => column.notNull())
    .addColumn("document_hash", text, (column) => column.notNull())
    .modifyEnd(strict)
    .execute();
  await database.schema.createIndex("paper_by_day").on("paper").column("edition_day").execute();
}

async function createPaperKey(database: AnyDatabase): Promise<void> {
  const { text, strict } = columnTypes(database);
  await database.schema
    .createTable("paper_key")
    .addColumn("paper_id", text, (column) => column.notNull())
    .addColumn("key", text, (column) => column.notNull())
    .addPrimaryKeyConstraint("paper_key_pk", ["paper_id", "key"])
    .modifyEnd(strict)
    .execute();
  await database.schema.createIndex("paper_key_by_key").on("paper_key").column("key").execute();
}

async function createPaperRecord(database: AnyDatabase): Promise<void> {
  const { text, strict } = columnTypes(database);
  await database.schema
    .createTable("paper_record")
    .addColumn("paper_id", text, (column) => column.notNull())
    .addColumn("source", text, (column) => column.notNull())
    .addColumn("source_id", text, (column) => column.notNull())
    .addColumn("record", text, (column) => column.notNull())
    .addColumn("record_hash", text, (column) => column.notNull())
    .addColumn("seen_on", text, (column) => column.notNull())
    .addPrimaryKeyConstraint("paper_record_pk", ["paper_id", "source", "source_id"])
    .modifyEnd(strict)
    .execute();
  await database.schema
    .createIndex("paper_record_by_source")
    .on("paper_record")
    .columns(["source", "source_id"])
    .unique()
    .execute();
}

async function createPaperTally(database: AnyDatabase): Promise<void> {
  const { text, integer, strict } = columnTypes(database);
  await database.schema
    .createTable("paper_tally")
    .addColumn("paper_id", text, (column) => column.primaryKey().notNull())
    .addColumn("upvotes", integer, (column) => column.notNull())
    .addColumn("comments", integer, (column) => column.notNull())
    .addColumn("citations", integer, (column) => column.notNull())
    .addColumn("stars", integer, (column) => column.notNull())
    .modifyEnd(strict)
    .execute();
}

async function createChange(database: AnyDatabase): Promise<void> {
  const { text, integer, strict } = columnTypes(database);
  await database.schema
    .createTable("change")
    .addColumn("seq", integer, (column) =>
      isPostgres(database)
        ? column.generatedAlwaysAsIdentity().primaryKey()
        : column.primaryKey().autoIncrement(),
    )
    .addColumn("paper_id", text, (column) => column.notNull())
    .addColumn("kind", text, (column) => column.notNull())
    .modifyEnd(strict)
    .execute();
}
