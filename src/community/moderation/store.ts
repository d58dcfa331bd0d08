import { type Selectable, sql } from "kysely";
import type { AccountId } from "#accounts";
import type { PaperId } from "#papers";
import {
  AppError,
  type Database,
  type Executor,
  type ModerationEntryTable,
  type ReportTable,
} from "#platform";
import type { Page, PageRequest } from "../page.ts";
import { pageOf, placeIn, sizeOf } from "../paging.ts";
import type { ModerationEntry, Report } from "./moderation.ts";

export type StoredEntry = Selectable<ModerationEntryTable>;

export type ModerationStore = ReturnType<typeof createModerationStore>;

/** @throws AppError `invalid` when the cursor is none of ours. */
function offsetIn(request: PageRequest): number {
  const { id = "0" } = placeIn(request) ?? {};
  if (/^\d{1,9}$/.test(id)) return Number(id);
  throw new AppError("invalid", "This cursor is none of this list; begin without one.");
}

/** The only writer of `moderation_entry`, `report` and `paper_lock`, but for merges and departures. */
export function createModerationStore(database: Database) {
  return { ...entries(database), ...reports(database), ...queue(database), ...undoing, ...locks };
}

function entries({ kysely }: Database) {
  return {
    inOne: <Result>(work: (transaction: Executor) => Promise<Result>): Promise<Result> =>
      kysely.transaction().execute(work),
    find: (id: string): Promise<StoredEntry | undefined> =>
      kysely
        .selectFrom("moderation_entry")
        .selectAll()
        .where("entry_id", "=", id)
        .executeTakeFirst(),
    async insert(entry: StoredEntry, transaction: Executor = kysely): Promise<void> {
      await transaction.insertInto("moderation_entry").values(entry).execute();
    },
    async log(request: PageRequest): Promise<Page<ModerationEntry>> {
      const place = placeIn(request);
      const rows = await kysely
        .selectFrom("moderation_entry")
        .selectAll()
        .$if(place !== undefined, (query) =>
          query.where(({ eb, refTuple, tuple }) =>
            eb(refTuple("at", "entry_id"), "<", tuple(place!.at, place!.id)),
          ),
        )
        .orderBy("at", "desc")
        .orderBy("entry_id", "desc")
        .limit(sizeOf(request) + 1)
        .execute();
      return pageOf(rows.map(toEntry), request, ({ at, id }) => ({ at, id }));
    },
  };
}

const undoing = {
  /** Marks an entry as undone by another; false where one was quicker. */
  async markUndone(id: string, by: string, transaction: Executor): Promise<boolean> {
    const { numUpdatedRows } = await transaction
      .updateTable("moderation_entry")
      .set({ undone_by: by })
      .where("entry_id", "=", id)
      .where("undone_by", "is", null)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  },
  /** Forgets an undoing that failed. */
  async takeBack(id: string, by: string, transaction: Executor): Promise<void> {
    await transaction
      .updateTable("moderation_entry")
      .set({ undone_by: null })
      .where("entry_id", "=", id)
      .where("undone_by", "=", by)
      .execute();
    await transaction.deleteFrom("moderation_entry").where("entry_id", "=", by).execute();
  },
};

export function toEntry(row: StoredEntry): ModerationEntry {
  return {
    id: row.entry_id,
    at: row.at,
    actor: row.actor_id as AccountId,
    action: row.action,
    target: {
      kind: row.target_kind as ModerationEntry["target"]["kind"],
      id: row.target_id,
    },
    reason: row.reason,
    canUndo: row.undo !== null && row.undone_by === null,
    ...(row.undone_by !== null && { undoneBy: row.undone_by }),
  };
}

function reports({ kysely }: Database) {
  return {
    /** One person reports a thing once; a second time renews the words. */
    async report(report: Selectable<ReportTable>): Promise<void> {
      const { reason, at } = report;
      await kysely
        .insertInto("report")
        .values(report)
        .onConflict((conflict) =>
          conflict
            .columns(["target_kind", "target_id", "account_id"])
            .doUpdateSet({ reason, at, state: "open" })
            .where("report.state", "!=", "dismissed"),
        )
        .execute();
    },
    async findReport(id: string): Promise<Report | undefined> {
      const row = await kysely
        .selectFrom("report")
        .selectAll()
        .where("report_id", "=", id)
        .executeTakeFirst();
      return row && toReport(row);
    },
    async openReports(request: PageRequest): Promise<Page<Report>> {
      const from = offsetIn(request);
      const rows = await kysely
        .selectFrom("report")
        .selectAll("report")
        .select(
          sql<number>`(select count(*) from report other where other.state = 'open'
            and other.target_kind = report.target_kind and other.target_id = report.target_id)`.as(
            "number",
          ),
        )
        .where("state", "=", "open")
        .orderBy("number", "desc")
        .orderBy("target_id")
        .orderBy("at")
        .orderBy("report_id")
        .limit(sizeOf(request) + 1)
        .offset(from)
        .execute();
      const size = sizeOf(request);
      return pageOf(rows.map(toReport), request, () => ({ at: "-", id: String(from + size) }));
    },
  };
}

function queue({ kysely }: Database) {
  return {
    /** Closes the open reports of a thing. */
    async close(
      target: { readonly kind: string; readonly id: string },
      state: "upheld" | "dismissed",
      transaction: Executor = kysely,
    ): Promise<void> {
      await transaction
        .updateTable("report")
        .set({ state })
        .where("target_kind", "=", target.kind)
        .where("target_id", "=", target.id)
        .where("state", "=", "open")
        .execute();
    },
    async countReports(account: AccountId, since: string): Promise<number> {
      const { count } = await kysely
        .selectFrom("report")
        .select((select) => select.fn.countAll().as("count"))
        .where("account_id", "=", account)
        .where("at", ">", since)
        .executeTakeFirstOrThrow();
      return Number(count);
    },
    async isCommentShown(id: string): Promise<boolean> {
      const row = await kysely
        .selectFrom("comment")
        .select("state")
        .where("comment_id", "=", id)
        .executeTakeFirst();
      return row?.state === "shown";
    },
    async waiting() {
      const [open, review, pending] = await Promise.all([
        count(kysely.selectFrom("report").where("state", "=", "open")),
        count(kysely.selectFrom("submission").where("state", "=", "review")),
        count(kysely.selectFrom("claim").where("state", "in", ["pending", "disputed"])),
      ]);
      return { reports: open, submissions: review, claims: pending };
    },
  };
}

async function count(query: {
  select(expression: unknown): { executeTakeFirstOrThrow(): Promise<unknown> };
}): Promise<number> {
  const row = await query.select(sql<number>`count(*)`.as("count")).executeTakeFirstOrThrow();
  return Number((row as { count: number }).count);
}

function toReport(row: Selectable<ReportTable>): Report {
  return {
    id: row.report_id,
    target: { kind: row.target_kind as Report["target"]["kind"], id: row.target_id },
    account: row.account_id as AccountId,
    reason: row.reason,
    at: row.at,
    state: row.state as Report["state"],
  };
}

const locks = {
  async lock(transaction: Executor, paperId: PaperId, at: string): Promise<void> {
    await transaction
      .insertInto("paper_lock")
      .values({ paper_id: paperId, at })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  },
  async unlock(transaction: Executor, paperId: PaperId): Promise<void> {
    await transaction.deleteFrom("paper_lock").where("paper_id", "=", paperId).execute();
  },
};
