import { type ExpressionBuilder, sql } from "kysely";
import type { AccountId } from "#accounts";
import type { PaperId } from "#papers";
import type { CollectionTable, Database, Executor, Schema } from "#platform";
import type { Page, PageRequest } from "../page.ts";
import { pageOf, placeIn, sizeOf } from "../paging.ts";
import type { Collection, CollectionEntry, Visibility } from "./collections.ts";

export type StoredCollection = CollectionTable;

function collections({ kysely }: Pick<Database, "kysely">) {
  return kysely
    .selectFrom("collection")
    .selectAll("collection")
    .select((select) =>
      select
        .selectFrom("collection_entry")
        .select((count) => count.fn.countAll().as("papers"))
        .whereRef("collection_entry.collection_id", "=", "collection.collection_id")
        .as("papers"),
    );
}

type CollectionRow = StoredCollection & { readonly papers: unknown };

function toCollection(row: CollectionRow): Collection {
  return {
    id: row.collection_id,
    owner: row.account_id as AccountId,
    title: row.title,
    about: row.about,
    visibility: row.visibility as Visibility,
    papers: Number(row.papers),
    createdAt: row.created_at,
    changedAt: row.changed_at,
  };
}

export async function findCollection(
  database: Database,
  id: string,
): Promise<Collection | undefined> {
  const row = await collections(database).where("collection_id", "=", id).executeTakeFirst();
  return row && toCollection(row);
}

export async function insertCollection({ kysely }: Database, row: StoredCollection): Promise<void> {
  await kysely.insertInto("collection").values(row).execute();
}

export async function updateCollection(
  { kysely }: Database,
  id: string,
  change: Partial<Pick<StoredCollection, "title" | "about" | "visibility" | "changed_at">>,
): Promise<void> {
  await kysely.updateTable("collection").set(change).where("collection_id", "=", id).execute();
}

export function deleteCollection({ kysely }: Database, id: string): Promise<void> {
  return kysely.transaction().execute(async (transaction) => {
    await transaction.deleteFrom("collection_entry").where("collection_id", "=", id).execute();
    await transaction.deleteFrom("collection").where("collection_id", "=", id).execute();
  });
}

/** Last changed first. */
export async function listOwned(
  database: Database,
  owner: AccountId,
  isPublicOnly: boolean,
): Promise<Collection[]> {
  const rows = await collections(database)
    .where("account_id", "=", owner)
    .$if(isPublicOnly, (query) => query.where("visibility", "=", "public"))
    .orderBy("changed_at", "desc")
    .orderBy("collection_id")
    .execute();
  return rows.map(toCollection);
}

export async function listHolding(
  database: Database,
  paperId: PaperId,
  limit: number,
): Promise<Collection[]> {
  const rows = await collections(database)
    .where("visibility", "=", "public")
    .where("collection_id", "in", (query) =>
      query.selectFrom("collection_entry").select("collection_id").where("paper_id", "=", paperId),
    )
    .orderBy("changed_at", "desc")
    .orderBy("collection_id")
    .limit(limit)
    .execute();
  return rows.map(toCollection);
}

export async function listPublic(
  database: Database,
  request: PageRequest,
): Promise<Page<Collection>> {
  const place = placeIn(request);
  const isBefore = ({ eb, refTuple, tuple }: ExpressionBuilder<Schema, "collection">) =>
    eb(refTuple("changed_at", "collection_id"), "<", tuple(place!.at, place!.id));
  const rows = await collections(database)
    .where("visibility", "=", "public")
    .$if(place !== undefined, (query) => query.where(isBefore))
    .orderBy("changed_at", "desc")
    .orderBy("collection_id", "desc")
    .limit(sizeOf(request) + 1)
    .execute();
  return pageOf(rows.map(toCollection), request, ({ id, changedAt }) => ({ at: changedAt, id }));
}

/** In their order. */
export async function listEntries(
  { kysely }: Database,
  id: string,
  request: PageRequest,
): Promise<Page<CollectionEntry>> {
  const after = placeIn(request);
  const isAfter = ({ eb, refTuple, tuple }: ExpressionBuilder<Schema, "collection_entry">) =>
    eb(refTuple("place", "paper_id"), ">", tuple(Number(after!.at), after!.id));
  const rows = await kysely
    .selectFrom("collection_entry")
    .selectAll()
    .where("collection_id", "=", id)
    .$if(after !== undefined, (query) => query.where(isAfter))
    .orderBy("place")
    .orderBy("paper_id")
    .limit(sizeOf(request) + 1)
    .execute();
  const page = pageOf(rows, request, (row) => ({ at: String(row.place), id: row.paper_id }));
  return {
    ...page,
    items: page.items.map((row) => ({
      paperId: row.paper_id as PaperId,
      note: row.note,
      addedAt: row.added_at,
    })),
  };
}

interface EntryPlace {
  readonly id: string;
  readonly paperId: PaperId;
}

/** One write to the entries of a collection, which counts as a change of it. */
export function changeEntries<Result>(
  { kysely }: Database,
  { id, now }: { readonly id: string; readonly now: string },
  change: (transaction: Executor) => Promise<Result>,
): Promise<Result> {
  return kysely.transaction().execute(async (transaction) => {
    // First: whoever changes the same collection meanwhile waits here.
    await transaction
      .updateTable("collection")
      .set({ changed_at: now })
      .where("collection_id", "=", id)
      .execute();
    return change(transaction);
  });
}

/** Adds at the end; one that is there keeps its place and its note. @returns whether there was room. */
export async function addEntry(
  transaction: Executor,
  entry: EntryPlace & { readonly note: string; readonly now: string; readonly max: number },
): Promise<boolean> {
  const { papers, last } = await transaction
    .selectFrom("collection_entry")
    .select((select) => select.fn.countAll().as("papers"))
    .select(sql<number>`coalesce(max(place), 0)`.as("last"))
    .where("collection_id", "=", entry.id)
    .executeTakeFirstOrThrow();
  if (Number(papers) >= entry.max) return false;
  await transaction
    .insertInto("collection_entry")
    .values({
      collection_id: entry.id,
      paper_id: entry.paperId,
      place: Math.floor(Number(last)) + 1,
      note: entry.note,
      added_at: entry.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return true;
}

export async function dropEntry(transaction: Executor, entry: EntryPlace): Promise<void> {
  await transaction
    .deleteFrom("collection_entry")
    .where("collection_id", "=", entry.id)
    .where("paper_id", "=", entry.paperId)
    .execute();
}

/** @returns whether the collection holds the paper. */
export async function updateEntry(
  transaction: Executor,
  entry: EntryPlace,
  change: { readonly note: string } | { readonly place: number },
): Promise<boolean> {
  const { numUpdatedRows } = await transaction
    .updateTable("collection_entry")
    .set(change)
    .where("collection_id", "=", entry.id)
    .where("paper_id", "=", entry.paperId)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Papers and places of a whole collection, in order, without one of them. */
export async function placesBeside(
  transaction: Executor,
  { id, paperId }: EntryPlace,
): Promise<{ paperId: PaperId; place: number }[]> {
  const rows = await transaction
    .selectFrom("collection_entry")
    .select(["paper_id", "place"])
    .where("collection_id", "=", id)
    .where("paper_id", "<>", paperId)
    .orderBy("place")
    .orderBy("paper_id")
    .execute();
  return rows.map((row) => ({ paperId: row.paper_id as PaperId, place: Number(row.place) }));
}
