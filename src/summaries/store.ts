import type { PaperId } from "#papers";
import type { Database, SummaryTable } from "#platform";

/** One row; an empty `text` says that the model gave no answer that could be used. */
export interface KeptSummary {
  readonly paperId: PaperId;
  readonly text: string;
  readonly textHash: string;
  readonly at: string;
}

export async function findSummaries(
  { kysely, isOneOf }: Database,
  model: string,
  paperIds: readonly PaperId[],
): Promise<KeptSummary[]> {
  const rows = await kysely
    .selectFrom("summary")
    .selectAll()
    .where("model", "=", model)
    .where(isOneOf("paper_id", paperIds))
    .execute();
  return rows.map(toKept);
}

/** Takes the place of what was kept of the paper and the model. */
export async function putSummary(
  { kysely, insertMany }: Database,
  model: string,
  { paperId, text, textHash, at }: KeptSummary,
): Promise<void> {
  const row = { paper_id: paperId, model, text, text_hash: textHash, at };
  await insertMany(kysely, {
    into: "summary",
    rows: [row],
    onConflict: { keys: ["paper_id", "model"], update: ["text", "text_hash", "at"] },
  });
}

/** How many answers were kept since an instant, of whatever model. */
export async function countSince({ kysely }: Database, since: string): Promise<number> {
  const { count } = await kysely
    .selectFrom("summary")
    .select((query) => query.fn.countAll<number | string>().as("count"))
    .where("at", ">", since)
    .executeTakeFirstOrThrow();
  return Number(count);
}

function toKept(row: SummaryTable): KeptSummary {
  const { text, text_hash: textHash, at } = row;
  return { paperId: row.paper_id as PaperId, text, textHash, at };
}
