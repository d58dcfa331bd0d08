import type { Kysely } from "kysely";
import type { Database, EditionTable, PlacementTable, Schema } from "#platform";

type Transaction = Kysely<Schema>;

const CURSOR = "editions";

/** Runs one write of editions; no two of them at a time. */
export function writeEditions<T>(
  database: Database,
  write: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  return database.kysely.transaction().execute(async (transaction) => {
    await database.takeTurn(transaction, "editions");
    return write(transaction);
  });
}

export function listPlacements(
  database: Database,
  transaction: Transaction,
  paperIds: readonly string[],
): Promise<PlacementTable[]> {
  return transaction
    .selectFrom("placement")
    .selectAll()
    .where(database.isOneOf("paper_id", paperIds))
    .execute();
}

/** Writes rows over whatever stands there for the same papers. */
export async function savePlacements(
  database: Database,
  transaction: Transaction,
  rows: readonly PlacementTable[],
): Promise<void> {
  const [row] = rows;
  if (!row) return;
  const update = Object.keys(row) as (keyof PlacementTable)[];
  const onConflict = { keys: ["paper_id"], update } as const;
  await database.insertMany(transaction, { into: "placement", rows, onConflict });
}

export async function deletePlacements(
  database: Database,
  transaction: Transaction,
  paperIds: readonly string[],
): Promise<void> {
  await transaction.deleteFrom("placement").where(database.isOneOf("paper_id", paperIds)).execute();
}

export function listEditionRows(
  database: Database,
  transaction: Transaction,
  periods: readonly string[],
): Promise<EditionTable[]> {
  return transaction
    .selectFrom("edition")
    .selectAll()
    .where(database.isOneOf("period", periods))
    .execute();
}

/** Writes what is known of each period; one without papers (none is frozen so) is forgotten. */
export async function saveEditionRows(
  database: Database,
  transaction: Transaction,
  rows: readonly EditionTable[],
): Promise<void> {
  const [row] = rows;
  if (!row) return;
  const update = Object.keys(row) as (keyof EditionTable)[];
  const onConflict = { keys: ["period"], update } as const;
  await database.insertMany(transaction, { into: "edition", rows, onConflict });
  const periods = rows.map(({ period }) => period);
  await transaction
    .deleteFrom("edition")
    .where(database.isOneOf("period", periods))
    .where("papers", "=", 0)
    .execute();
}

/** Every `period paper` of frozen editions that holds one of these papers. */
export async function listFrozenEntries(
  database: Database,
  transaction: Transaction,
  paperIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (paperIds.length === 0) return new Set();
  const rows = await transaction
    .selectFrom("edition_entry")
    .select(["period", "paper_id"])
    .where(database.isOneOf("paper_id", paperIds))
    .execute();
  return new Set(rows.map((row) => `${row.period} ${row.paper_id}`));
}

/** How far the change log has been placed. */
export async function findCursor(executor: Transaction): Promise<number> {
  const row = await executor
    .selectFrom("placement_cursor")
    .select("seq")
    .where("name", "=", CURSOR)
    .executeTakeFirst();
  return row?.seq ?? 0;
}

export async function saveCursor(
  database: Database,
  transaction: Transaction,
  seq: number,
): Promise<void> {
  await database.insertMany(transaction, {
    into: "placement_cursor",
    rows: [{ name: CURSOR, seq }],
    onConflict: { keys: ["name"], update: ["seq"] },
  });
}
