import { type ExpressionBuilder, sql } from "kysely";
import type { AccountId } from "#accounts";
import type { PaperId } from "#papers";
import type { Database, Schema } from "#platform";
import type { Page, PageRequest } from "../page.ts";
import { pageOf, placeIn, sizeOf } from "../paging.ts";
import type { Mark } from "./shelves.ts";

export interface MarkPlace {
  readonly accountId: string;
  readonly paperId: string;
  readonly mark: Mark;
}

export async function putMark({ kysely }: Database, place: MarkPlace, at: string): Promise<void> {
  await kysely
    .insertInto("shelf_mark")
    .values({ account_id: place.accountId, paper_id: place.paperId, mark: place.mark, at })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function takeMark({ kysely }: Database, place: MarkPlace): Promise<void> {
  await kysely
    .deleteFrom("shelf_mark")
    .where("account_id", "=", place.accountId)
    .where("paper_id", "=", place.paperId)
    .where("mark", "=", place.mark)
    .execute();
}

/** Newest first. */
export async function listMarks(
  { kysely }: Database,
  { accountId, mark }: Omit<MarkPlace, "paperId">,
  request: PageRequest,
): Promise<Page<{ paperId: PaperId; at: string }>> {
  const place = placeIn(request);
  const isBefore = ({ eb, refTuple, tuple }: ExpressionBuilder<Schema, "shelf_mark">) =>
    eb(refTuple("at", "paper_id"), "<", tuple(place!.at, place!.id));
  const rows = await kysely
    .selectFrom("shelf_mark")
    .select(["paper_id", "at"])
    .where("account_id", "=", accountId)
    .where("mark", "=", mark)
    .$if(place !== undefined, (query) => query.where(isBefore))
    .orderBy("at", "desc")
    .orderBy("paper_id", "desc")
    .limit(sizeOf(request) + 1)
    .execute();
  const { items, next } = pageOf(rows, request, (row) => ({ at: row.at, id: row.paper_id }));
  const shown = items.map((row) => ({ paperId: row.paper_id as PaperId, at: row.at }));
  return next === undefined ? { items: shown } : { items: shown, next };
}

/** What these accounts have hidden. */
export async function listHidden(
  { kysely, isOneOf }: Database,
  accountIds: readonly AccountId[],
): Promise<{ accountId: AccountId; paperId: PaperId }[]> {
  const rows = await kysely
    .selectFrom("shelf_mark")
    .select(["account_id", "paper_id"])
    .where("mark", "=", "hidden")
    .where(isOneOf("account_id", accountIds))
    .execute();
  return rows.map((row) => ({
    accountId: row.account_id as AccountId,
    paperId: row.paper_id as PaperId,
  }));
}

/** Votes, as `vote`, and marks of one account on these papers. */
export async function findMarks(
  { kysely, isOneOf }: Database,
  accountId: string,
  paperIds: readonly string[],
): Promise<{ paperId: PaperId; mark: Mark | "vote" }[]> {
  const rows = await kysely
    .selectFrom("vote")
    .select(["paper_id", sql<string>`'vote'`.as("mark")])
    .where("account_id", "=", accountId)
    .where(isOneOf("paper_id", paperIds))
    .unionAll(
      kysely
        .selectFrom("shelf_mark")
        .select(["paper_id", "mark"])
        .where("account_id", "=", accountId)
        .where(isOneOf("paper_id", paperIds)),
    )
    .execute();
  return rows.map((row) => ({ paperId: row.paper_id as PaperId, mark: row.mark as Mark | "vote" }));
}
