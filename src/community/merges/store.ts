import type { PaperId } from "#papers";
import type { Database, Executor } from "#platform";

/** How far something has been followed; 0 at the beginning. */
export async function findCursor(executor: Executor, name: string): Promise<number> {
  const row = await executor
    .selectFrom("community_cursor")
    .select("seq")
    .where("name", "=", name)
    .executeTakeFirst();
  return Number(row?.seq ?? 0);
}

export async function saveCursor(
  database: Pick<Database, "insertMany">,
  executor: Executor,
  cursor: { readonly name: string; readonly seq: number },
): Promise<void> {
  await database.insertMany(executor, {
    into: "community_cursor",
    rows: [cursor],
    onConflict: { keys: ["name"], update: ["seq"] },
  });
}

interface Move {
  readonly from: PaperId;
  readonly to: PaperId;
}

/** Moves everything that people did with one paper to another; what both have is there once. */
export async function movePaper(transaction: Executor, { from, to }: Move): Promise<void> {
  await moveVotes(transaction, { from, to });
  await moveMarks(transaction, { from, to });
  await moveEntries(transaction, { from, to });
  for (const table of ["comment", "submission", "claim", "author_link"] as const) {
    await transaction
      .updateTable(table)
      .set({ paper_id: to })
      .where("paper_id", "=", from)
      .execute();
  }
  await moveReports(transaction, { from, to });
  await moveLock(transaction, { from, to });
}

async function moveVotes(transaction: Executor, { from, to }: Move): Promise<void> {
  await transaction
    .updateTable("vote")
    .set({ paper_id: to })
    .where("paper_id", "=", from)
    .where("account_id", "not in", (query) =>
      query.selectFrom("vote").select("account_id").where("paper_id", "=", to),
    )
    .execute();
  await transaction.deleteFrom("vote").where("paper_id", "=", from).execute();
}

async function moveMarks(transaction: Executor, { from, to }: Move): Promise<void> {
  await transaction
    .updateTable("shelf_mark")
    .set({ paper_id: to })
    .where("paper_id", "=", from)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("shelf_mark as other")
            .select("other.paper_id")
            .where("other.paper_id", "=", to)
            .whereRef("other.account_id", "=", "shelf_mark.account_id")
            .whereRef("other.mark", "=", "shelf_mark.mark"),
        ),
      ),
    )
    .execute();
  await transaction.deleteFrom("shelf_mark").where("paper_id", "=", from).execute();
}

async function moveEntries(transaction: Executor, { from, to }: Move): Promise<void> {
  await transaction
    .updateTable("collection_entry")
    .set({ paper_id: to })
    .where("paper_id", "=", from)
    .where("collection_id", "not in", (query) =>
      query.selectFrom("collection_entry").select("collection_id").where("paper_id", "=", to),
    )
    .execute();
  await transaction.deleteFrom("collection_entry").where("paper_id", "=", from).execute();
}

async function moveReports(transaction: Executor, { from, to }: Move): Promise<void> {
  await transaction
    .updateTable("report")
    .set({ target_id: to })
    .where("target_kind", "=", "paper")
    .where("target_id", "=", from)
    .where("account_id", "not in", (query) =>
      query
        .selectFrom("report")
        .select("account_id")
        .where("target_kind", "=", "paper")
        .where("target_id", "=", to),
    )
    .execute();
  await transaction
    .deleteFrom("report")
    .where("target_kind", "=", "paper")
    .where("target_id", "=", from)
    .execute();
}

async function moveLock(transaction: Executor, { from, to }: Move): Promise<void> {
  const lock = await transaction
    .deleteFrom("paper_lock")
    .where("paper_id", "=", from)
    .returning("at")
    .executeTakeFirst();
  if (!lock) return;
  await transaction
    .insertInto("paper_lock")
    .values({ paper_id: to, at: lock.at })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
