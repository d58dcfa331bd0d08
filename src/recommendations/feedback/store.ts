import type { PaperId } from "#papers";
import type { Database, Executor } from "#platform";
import type { ReaderId } from "../recommendations.ts";

export interface MarkedPaper {
  readonly paperId: PaperId;
  readonly mark: "more" | "less";
  readonly at: string;
}

/** Marks that one reader may leave; older ones are forgotten in learning. */
const MOST_MARKS = 600;

/** Newest first. */
export async function readFeedback(
  { kysely, isOneOf }: Database,
  readers: readonly ReaderId[],
): Promise<Map<ReaderId, MarkedPaper[]>> {
  const rows = await kysely
    .selectFrom("paper_feedback")
    .selectAll()
    .where(isOneOf("reader_id", readers))
    .orderBy("at", "desc")
    .orderBy("paper_id")
    .execute();
  const byReader = new Map<ReaderId, MarkedPaper[]>();
  for (const row of rows) {
    const reader = row.reader_id as ReaderId;
    const marked = byReader.get(reader) ?? [];
    if (marked.length === 0) byReader.set(reader, marked);
    if (marked.length >= MOST_MARKS) continue;
    marked.push({
      paperId: row.paper_id as PaperId,
      mark: row.mark as MarkedPaper["mark"],
      at: row.at,
    });
  }
  return byReader;
}

export async function saveFeedback(
  database: Database,
  executor: Executor,
  reader: ReaderId,
  marked: readonly MarkedPaper[],
): Promise<void> {
  await database.insertMany(executor, {
    into: "paper_feedback",
    rows: marked.map(({ paperId, mark, at }) => ({
      reader_id: reader,
      paper_id: paperId,
      mark,
      at,
    })),
    onConflict: { keys: ["reader_id", "paper_id"], update: ["mark", "at"] },
  });
}

/** @param paperId of one paper alone. */
export async function deleteFeedback(
  executor: Executor,
  reader: ReaderId,
  paperId?: PaperId,
): Promise<void> {
  await executor
    .deleteFrom("paper_feedback")
    .where("reader_id", "=", reader)
    .$if(paperId !== undefined, (query) => query.where("paper_id", "=", paperId!))
    .execute();
}

/** Gives what was said of a paper to the page it turned out to be; what was said there stays. */
export async function moveFeedback(
  executor: Executor,
  move: { readonly from: PaperId; readonly to: PaperId },
): Promise<void> {
  const there = executor
    .selectFrom("paper_feedback as there")
    .select("there.reader_id")
    .where("there.paper_id", "=", move.to);
  await executor
    .deleteFrom("paper_feedback")
    .where("paper_id", "=", move.from)
    .where("reader_id", "in", there)
    .execute();
  await executor
    .updateTable("paper_feedback")
    .set({ paper_id: move.to })
    .where("paper_id", "=", move.from)
    .execute();
}
