import { sql } from "kysely";
import type { PaperId } from "#papers";
import type { Database } from "#platform";
import { type Selection, whereAll } from "../selecting/store.ts";
import { setForTransaction } from "../settings/store.ts";

export interface NearPaper {
  readonly id: PaperId;
  readonly cosine: number;
}

/** Papers visited at most by a scan of the vector index that goes on until it has enough. */
const MOST_VISITED = 40_000;

/**
 * The papers nearest to a vector, by the index over vectors. It looks on until enough hold
 * to the selection; fewer than `limit` come back where the selection is small.
 */
export async function nearestByIndex(
  database: Database,
  selection: Selection,
  vector: string,
  limit: number,
): Promise<NearPaper[]> {
  return database.kysely.transaction().execute(async (transaction) => {
    await setForTransaction(transaction, {
      "hnsw.ef_search": limit,
      "hnsw.iterative_scan": "relaxed_order",
      "hnsw.max_scan_tuples": MOST_VISITED,
      enable_sort: "off",
      enable_seqscan: "off",
    });
    const { rows } = await sql<NearPaper>`select paper_id as id,
      -(embedding <#> ${vector}::halfvec) as cosine from search_vector ${joinSelected(selection)}
      order by embedding <#> ${vector}::halfvec limit ${limit}`.execute(transaction);
    return rows;
  });
}

/** The same by comparing the vectors of all papers of the selection. */
export async function nearestByScan(
  database: Database,
  selection: Selection,
  vector: string,
  limit: number,
): Promise<NearPaper[]> {
  // The sum keeps the planner from the index.
  const { rows } = await sql<NearPaper>`select paper_id as id,
    -(embedding <#> ${vector}::halfvec) as cosine from search_vector ${joinSelected(selection)}
    order by (embedding <#> ${vector}::halfvec) + 0 limit ${limit}`.execute(database.kysely);
  return rows;
}

function joinSelected(selection: Selection) {
  if (selection.conditions.length === 0) return sql``;
  return sql`join search_paper using (paper_id) ${whereAll(selection)}`;
}

/** Cosines of a vector and the papers given; those without a vector are left out. */
export async function readCosines(
  database: Database,
  vector: string,
  ids: readonly string[],
): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<NearPaper>`select paper_id as id,
    -(embedding <#> ${vector}::halfvec) as cosine from search_vector
    where ${database.isOneOf("paper_id", ids)}`.execute(database.kysely);
  return new Map(rows.map(({ id, cosine }) => [id, cosine]));
}

/** Vectors of the papers given; those without one are left out. */
export async function readVectors(
  database: Database,
  ids: readonly string[],
): Promise<Map<string, Float32Array>> {
  if (ids.length === 0) return new Map();
  const rows = await database.kysely
    .selectFrom("search_vector")
    .select(["paper_id", "embedding"])
    .where(database.isOneOf("paper_id", ids))
    .execute();
  return new Map(
    rows.map(({ paper_id, embedding }) => {
      return [paper_id, Float32Array.from(JSON.parse(embedding) as number[])];
    }),
  );
}
