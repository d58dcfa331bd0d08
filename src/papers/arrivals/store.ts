import type { Kysely } from "kysely";
import type { Database, Day, Schema } from "#platform";
import type { PaperId, SourceTally } from "../paper.ts";
import type { PaperMove } from "../tallies/paper-move.ts";

/** Papers as they are to lie in the store. */
interface ArrivingPapers {
  readonly papers: readonly {
    readonly paperId: PaperId;
    readonly editionDay: Day;
    readonly document: string;
    readonly documentHash: string;
  }[];
  readonly tallies: ReadonlyMap<PaperId, SourceTally>;
  readonly moves: readonly PaperMove[];
}

/** Writes papers and the counts of their sources; one that was not here comes in `now`. */
export async function putPapers(
  database: Database,
  executor: Kysely<Schema>,
  { writes, now }: { readonly writes: ArrivingPapers; readonly now: string },
): Promise<void> {
  const moved = await readMoved(database, executor, writes);
  await database.insertMany(executor, {
    into: "paper",
    rows: writes.papers.map((stored) => ({
      paper_id: stored.paperId,
      edition_day: stored.editionDay,
      document: stored.document,
      document_hash: stored.documentHash,
      added_at: moved.get(stored.paperId) ?? now,
    })),
    onConflict: { keys: ["paper_id"], update: ["edition_day", "document", "document_hash"] },
  });
  await database.insertMany(executor, {
    into: "paper_tally",
    rows: [...writes.tallies].map(([paperId, tally]) => ({ paper_id: paperId, ...tally })),
    onConflict: { keys: ["paper_id"], update: ["upvotes", "comments", "citations", "stars"] },
  });
}

/** When those came in that turn out to be another: that one is no news for it. */
async function readMoved(
  { isOneOf }: Database,
  executor: Kysely<Schema>,
  { moves }: ArrivingPapers,
): Promise<ReadonlyMap<PaperId, string>> {
  if (moves.length === 0) return new Map();
  const from = moves.map((move) => move.from);
  const rows = await executor
    .selectFrom("paper")
    .select(["paper_id", "added_at"])
    .where(isOneOf("paper_id", from))
    .execute();
  const addedAt = new Map(rows.map((row) => [row.paper_id, row.added_at ?? ""]));
  return new Map(moves.map((move) => [move.to, addedAt.get(move.from) ?? ""]));
}

/** Those of these papers that came in after an instant, up to another. */
export async function listAddedAfter(
  { kysely, isOneOf }: Database,
  paperIds: readonly PaperId[],
  instant: string,
  until?: string,
): Promise<PaperId[]> {
  const rows = await kysely
    .selectFrom("paper")
    .select("paper_id")
    .where(isOneOf("paper_id", paperIds))
    .where("added_at", ">", instant)
    .$if(until !== undefined, (query) => query.where("added_at", "<=", until as string))
    .execute();
  return rows.map((row) => row.paper_id as PaperId);
}
