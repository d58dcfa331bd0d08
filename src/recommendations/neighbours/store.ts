import type { PaperId } from "#papers";
import type { Database } from "#platform";

/** Papers that the same readers like, with their likeness; the nearest first. */
export type Neighbours = readonly (readonly [PaperId, number])[];

export async function readNeighbours(
  { kysely, isOneOf }: Database,
  paperIds: readonly PaperId[],
): Promise<Map<PaperId, Neighbours>> {
  const rows = await kysely
    .selectFrom("paper_neighbours")
    .selectAll()
    .where(isOneOf("paper_id", paperIds))
    .execute();
  return new Map(rows.map((row) => [row.paper_id as PaperId, JSON.parse(row.neighbours)]));
}

export async function hasNeighbours({ kysely }: Database): Promise<boolean> {
  const row = await kysely.selectFrom("paper_neighbours").select("paper_id").limit(1).execute();
  return row.length > 0;
}

/** Takes the place of all there are. */
export async function replaceNeighbours(
  database: Database,
  all: ReadonlyMap<PaperId, Neighbours>,
): Promise<void> {
  await database.kysely.transaction().execute(async (transaction) => {
    await transaction.deleteFrom("paper_neighbours").execute();
    await database.insertMany(transaction, {
      into: "paper_neighbours",
      rows: [...all].map(([paper_id, neighbours]) => ({
        paper_id,
        neighbours: JSON.stringify(neighbours),
      })),
    });
  });
}
