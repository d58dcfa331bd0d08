import { type Kysely, sql } from "kysely";
import { AppError, type Database, type Schema } from "#platform";

/** Shape of the tables; one more whenever what is stored in them changes. */
const FORMAT = 2;

/** Whose turn it is to change the tables of search, across processes. */
export const TURN = "search";

const extensions = ["vector", "pg_textsearch", "pg_trgm"] as const;

const HOW_TO_INSTALL =
  "SEARCH=postgres needs the extensions vector, pg_textsearch and pg_trgm: install them " +
  "(Debian: postgresql-18-pgvector, postgresql-18-pg-textsearch; pg_trgm comes along), set " +
  "shared_preload_libraries = 'pg_textsearch', restart the server, and as a superuser run " +
  "CREATE EXTENSION for each in this database";

/**
 * Makes the tables of search where they are missing, and anew where they are of an older
 * format or another semantic space: they are derived and are filled from the change log.
 *
 * @throws AppError `unavailable` when the server lacks an extension; `conflict` when a newer
 *   program has made the tables.
 */
export async function prepareTables(
  database: Database,
  space: { readonly identity: string; readonly dimensions: number },
): Promise<void> {
  await makeExtensions(database);
  await database.kysely.transaction().execute(async (transaction) => {
    await database.takeTurn(transaction, TURN);
    const found = await findState(transaction);
    if (found && found.format > FORMAT) {
      throw new AppError(
        "conflict",
        "The search tables were made by a newer Broadsheet; upgrade this one",
      );
    }
    if (found?.format === FORMAT && found.space === space.identity) return;
    await dropTables(transaction);
    await createTables(transaction, space.dimensions);
    await sql`insert into search_state (name, format, space, seq, papers, title_words,
      abstract_words, largest_tally, newest_day, is_indexed)
      values ('search', ${FORMAT}, ${space.identity}, 0, 0, 0, 0, 0, 0, 0)`.execute(transaction);
  });
}

async function makeExtensions(database: Database): Promise<void> {
  const { rows } = await sql<{ extname: string }>`select extname from pg_extension`.execute(
    database.kysely,
  );
  const present = new Set(rows.map(({ extname }) => extname));
  const missing = extensions.filter((name) => !present.has(name));
  if (missing.length === 0) return;
  try {
    await database.kysely.transaction().execute(async (transaction) => {
      await database.takeTurn(transaction, TURN);
      for (const name of missing) {
        await sql`create extension if not exists ${sql.ref(name)}`.execute(transaction);
      }
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `${HOW_TO_INSTALL} (missing: ${missing.join(", ")}; ${reason})`;
    throw new AppError("unavailable", message, { cause: error });
  }
}

async function findState(executor: Kysely<Schema>) {
  const { rows } = await sql<{ isThere: boolean }>`
    select to_regclass('search_state') is not null as "isThere"`.execute(executor);
  if (!rows[0]?.isThere) return undefined;
  return executor.selectFrom("search_state").select(["format", "space"]).executeTakeFirst();
}

const tables = [
  "search_state",
  "search_paper",
  "search_vector",
  "search_key",
  "search_term",
  "search_word",
  "search_value",
] as const;

async function dropTables(executor: Kysely<Schema>): Promise<void> {
  for (const table of tables) await executor.schema.dropTable(table).ifExists().execute();
}

async function createTables(executor: Kysely<Schema>, dimensions: number): Promise<void> {
  const statements = [
    `create table search_state (name text collate "C" primary key, format integer not null,
      space text not null, seq bigint not null, papers bigint not null,
      title_words bigint not null, abstract_words bigint not null,
      largest_tally bigint not null, newest_day integer not null, is_indexed integer not null)`,
    `create table search_paper (paper_id text collate "C" primary key, tie bigint not null,
      day integer not null, has integer not null, upvotes bigint not null,
      comments bigint not null, citations bigint not null, title_length integer not null,
      abstract_length integer not null, terms text not null, labels text[] not null)`,
    `create table search_vector (paper_id text collate "C" primary key,
      embedding halfvec(${dimensions}) not null)`,
    `create table search_key (paper_id text collate "C" not null, key bigint not null,
      primary key (paper_id, key))`,
    `create table search_term (lexeme text collate "C" primary key, papers bigint not null)`,
    `create table search_word (word text collate "C" primary key, lexeme text not null)`,
    `create table search_value (list text collate "C" not null, slug text collate "C" not null,
      label text not null, tokens text[] not null, primary key (list, slug))`,
    "create index search_paper_new on search_paper (day desc, tie)",
    "create index search_paper_votes on search_paper (upvotes desc, day desc, tie)",
    "create index search_paper_discussed on search_paper (comments desc, day desc, tie)",
    "create index search_paper_tie on search_paper (tie)",
    "create index search_paper_labels on search_paper using gin (labels)",
    "create index search_key_by_key on search_key (key)",
    "create index search_word_like on search_word using gin (word gin_trgm_ops)",
    "create index search_value_tokens on search_value using gin (tokens)",
  ];
  for (const statement of statements) await sql.raw(statement).execute(executor);
}

/** The indexes that a large load is quicker without, and what makes each. */
const lateIndexes = {
  search_paper_bm25: "on search_paper using bm25 (terms) with (text_config = 'simple')",
  search_paper_terms: "on search_paper using gin (to_tsvector('simple', terms))",
  search_vector_near: "on search_vector using hnsw (embedding halfvec_ip_ops)",
} as const;

export async function dropLateIndexes(transaction: Kysely<Schema>): Promise<void> {
  await transaction.updateTable("search_state").set({ is_indexed: 0 }).execute();
  for (const name of Object.keys(lateIndexes)) {
    await transaction.schema.dropIndex(name).ifExists().execute();
  }
}

/**
 * Makes them, with the statistics without which the planner takes filtered queries for cheap
 * or dear at random, and one segment of BM25 instead of many.
 */
export async function createLateIndexes(transaction: Kysely<Schema>): Promise<void> {
  await sql`set local client_min_messages = warning`.execute(transaction);
  await sql`set local maintenance_work_mem = '1GB'`.execute(transaction);
  await sql`set local max_parallel_maintenance_workers = 2`.execute(transaction);
  for (const [name, definition] of Object.entries(lateIndexes)) {
    await sql.raw(`create index if not exists ${name} ${definition}`).execute(transaction);
  }
  await transaction.updateTable("search_state").set({ is_indexed: 1 }).execute();
}

/** After many writes: one segment of BM25 again, and statistics that the planner can trust. */
export async function tidyTables(database: Database): Promise<void> {
  const { kysely } = database;
  await sql`select bm25_force_merge('search_paper_bm25')`.execute(kysely);
  for (const table of tables) await sql`analyze ${sql.table(table)}`.execute(kysely);
}
