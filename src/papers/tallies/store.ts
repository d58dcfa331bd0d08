import type { Database, Executor } from "#platform";
import type { OwnTally, PaperId, SourceTally } from "../paper.ts";
import type { PaperMove } from "./paper-move.ts";
import type { TallyReading } from "./tally-reading.ts";

/** Sets the counts of this site; each paper enters the change log once. */
export async function recount(
  database: Database,
  transaction: Executor,
  counts: ReadonlyMap<PaperId, OwnTally>,
): Promise<void> {
  if (counts.size === 0) return;
  await database.takeTurn(transaction, "papers");
  await database.insertMany(transaction, {
    into: "paper_tally",
    rows: [...counts].map(([paperId, own]) => ({
      paper_id: paperId,
      upvotes: 0,
      comments: 0,
      citations: 0,
      stars: 0,
      own_upvotes: own.upvotes,
      own_counted: own.counted,
      own_comments: own.comments,
      own_commenters: own.commenters,
    })),
    onConflict: {
      keys: ["paper_id"],
      update: ["own_upvotes", "own_counted", "own_comments", "own_commenters"],
    },
  });
  await logChanges(database, transaction, { paperIds: [...counts.keys()], kind: "put" });
}

async function logChanges(
  database: Database,
  transaction: Executor,
  { paperIds, kind }: { readonly paperIds: readonly PaperId[]; readonly kind: "put" | "remove" },
) {
  const rows = paperIds.map((paperId) => ({ paper_id: paperId, kind }));
  await database.insertMany(transaction, { into: "change", rows });
}

/** @returns whether there is such a paper; nothing is logged where nothing changes. */
export async function hide(
  database: Database,
  transaction: Executor,
  paperId: PaperId,
  isHidden: boolean,
): Promise<boolean> {
  const known = await transaction
    .selectFrom("paper")
    .select("is_hidden")
    .where("paper_id", "=", paperId)
    .executeTakeFirst();
  if (!known) return false;
  if ((Number(known.is_hidden) === 1) === isHidden) return true;
  await transaction
    .updateTable("paper")
    .set({ is_hidden: isHidden ? 1 : 0 })
    .where("paper_id", "=", paperId)
    .execute();
  const kind = isHidden ? "remove" : "put";
  await logChanges(database, transaction, { paperIds: [paperId], kind });
  return true;
}

/** Writes down what the sources count now; nothing is kept of papers that nobody counts. */
export async function keepReadings(
  database: Database,
  transaction: Executor,
  { readings, seenAt }: { readings: ReadonlyMap<PaperId, SourceTally>; seenAt: string },
): Promise<void> {
  const counted = [...readings].filter(([, tally]) => isCounted(tally));
  await database.insertMany(transaction, {
    into: "paper_tally_history",
    rows: counted.map(([paperId, { upvotes, comments, stars }]) => {
      return { paper_id: paperId, seen_at: seenAt, upvotes, comments, stars };
    }),
    onConflict: {
      keys: ["paper_id", "seen_at"],
      update: ["upvotes", "comments", "stars"],
    },
  });
}

/** Writes down what the sources counted earlier, beside what is known of it. */
export async function keepHistory(
  database: Database,
  transaction: Executor,
  readings: readonly TallyReading[],
): Promise<void> {
  await database.insertMany(transaction, {
    into: "paper_tally_history",
    rows: readings.map(({ paperId, seenAt, ...counts }) => {
      return { paper_id: paperId, seen_at: seenAt, ...counts };
    }),
    onConflict: { keys: ["paper_id", "seen_at"] },
  });
}

function isCounted({ upvotes, comments, stars }: SourceTally): boolean {
  return upvotes > 0 || comments > 0 || stars > 0;
}

/** Oldest first. */
export async function readingsSince(
  { kysely, isOneOf }: Database,
  instant: string,
  paperIds?: readonly PaperId[],
): Promise<TallyReading[]> {
  const rows = await kysely
    .selectFrom("paper_tally_history")
    .selectAll()
    .where("seen_at", ">=", instant)
    .$if(paperIds !== undefined, (query) => query.where(isOneOf("paper_id", paperIds ?? [])))
    .orderBy("seen_at")
    .orderBy("paper_id")
    .execute();
  return rows.map((row) => ({
    paperId: row.paper_id as PaperId,
    seenAt: row.seen_at,
    upvotes: Number(row.upvotes),
    comments: Number(row.comments),
    stars: Number(row.stars),
  }));
}

/**
 * Adds the counts of papers that went to those they turned out to be, until `community` has
 * moved the votes themselves and counts anew; and moves their readings.
 */
export async function moveCounts(
  transaction: Executor,
  moves: readonly PaperMove[],
): Promise<void> {
  for (const move of moves) {
    if (hasCounts(move.own)) await addCounts(transaction, move);
    if (move.isHidden) {
      await transaction
        .updateTable("paper")
        .set({ is_hidden: 1 })
        .where("paper_id", "=", move.to)
        .execute();
    }
    await moveReadings(transaction, move);
  }
}

function hasCounts({ upvotes, comments }: OwnTally): boolean {
  return upvotes > 0 || comments > 0;
}

async function addCounts(transaction: Executor, { to, own }: PaperMove): Promise<void> {
  await transaction
    .updateTable("paper_tally")
    .set((update) => ({
      own_upvotes: update("own_upvotes", "+", own.upvotes),
      own_counted: update("own_counted", "+", own.counted),
      own_comments: update("own_comments", "+", own.comments),
      own_commenters: update("own_commenters", "+", own.commenters),
    }))
    .where("paper_id", "=", to)
    .execute();
}

async function moveReadings(transaction: Executor, { from, to }: PaperMove): Promise<void> {
  await transaction
    .updateTable("paper_tally_history")
    .set({ paper_id: to })
    .where("paper_id", "=", from)
    .where("seen_at", "not in", (query) =>
      query.selectFrom("paper_tally_history").select("seen_at").where("paper_id", "=", to),
    )
    .execute();
  await transaction.deleteFrom("paper_tally_history").where("paper_id", "=", from).execute();
}
