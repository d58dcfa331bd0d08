import { randomBytes } from "node:crypto";
import type { AccountId } from "#accounts";
import type { PaperId } from "#papers";
import { AppError, type Executor } from "#platform";
import type { Actor } from "../actor.ts";
import type { CommunityParts } from "../community-parts.ts";
import { requirePaper } from "../shelves/create-shelves.ts";
import { checkFields, checkNote } from "./check-fields.ts";
import type { Collection, CollectionEntry, CollectionFields, Collections } from "./collections.ts";
import { moveEntry } from "./move-entry.ts";
import * as store from "./store.ts";

const MAX_COLLECTIONS = 200;
const MAX_ENTRIES = 2_000;

/** 128 bits: whoever knows the address of a collection shared by link was told it. */
const ID_BYTES = 16;

export function createCollections(parts: CommunityParts): Collections {
  const { database } = parts;
  return {
    create: (actor, fields) => create(parts, actor, fields),
    async update(actor, id, fields) {
      await requireOwn(parts, actor, id);
      const changed_at = now(parts);
      await store.updateCollection(database, id, { ...checkFields(fields), changed_at });
      return requireOwn(parts, actor, id);
    },
    async remove(actor, id) {
      await requireOwn(parts, actor, id);
      await store.deleteCollection(database, id);
    },
    find: (id, viewer) => requireSeen(parts, id, viewer),
    async entries(id, page, viewer) {
      await requireSeen(parts, id, viewer);
      return store.listEntries(database, id, page);
    },
    async allEntries(id, viewer) {
      await requireSeen(parts, id, viewer);
      return readAll(parts, id);
    },
    ...entryWriters(parts),
    listOf: (owner, viewer) => store.listOwned(database, owner, owner !== viewer),
    holding: async (paperId, limit) =>
      ofActive(parts, await store.listHolding(database, paperId, limit)),
    async listPublic(request) {
      const page = await store.listPublic(database, request);
      return { ...page, items: await ofActive(parts, page.items) };
    },
  };
}

function entryWriters(
  parts: CommunityParts,
): Pick<Collections, "add" | "drop" | "setNote" | "move"> {
  const change = async <Result>(
    actor: Actor,
    id: string,
    work: (transaction: Executor) => Promise<Result>,
  ) => {
    await requireOwn(parts, actor, id);
    return store.changeEntries(parts.database, { id, now: now(parts) }, work);
  };
  return {
    async add(actor, id, paperId, note = "") {
      await requirePaper(parts.papers, paperId);
      const entry = { id, paperId, note: checkNote(note), now: now(parts), max: MAX_ENTRIES };
      if (await change(actor, id, (transaction) => store.addEntry(transaction, entry))) return;
      throw new AppError("invalid", `A collection holds ${MAX_ENTRIES} papers; begin another.`);
    },
    drop: (actor, id, paperId) =>
      change(actor, id, (transaction) => store.dropEntry(transaction, { id, paperId })),
    async setNote(actor, id, paperId, note) {
      const text = { note: checkNote(note) };
      const isThere = await change(actor, id, (transaction) =>
        store.updateEntry(transaction, { id, paperId }, text),
      );
      if (!isThere) throw notInIt(paperId);
    },
    async move(actor, id, paperId, place) {
      const isThere = await change(actor, id, (transaction) =>
        moveEntry(transaction, { id, paperId }, place),
      );
      if (!isThere) throw notInIt(paperId);
    },
  };
}

/** What a suspended account shows to others goes out of sight with it. */
async function ofActive(
  { people }: Pick<CommunityParts, "people">,
  collections: readonly Collection[],
): Promise<Collection[]> {
  const owners = await people.findMany([...new Set(collections.map(({ owner }) => owner))]);
  return collections.filter(({ owner }) => owners.get(owner)?.state === "active");
}

/** In steps, so that others have a turn. */
async function readAll({ database }: CommunityParts, id: string): Promise<CollectionEntry[]> {
  const all: CollectionEntry[] = [];
  let cursor: string | undefined;
  do {
    const request = { limit: 100, ...(cursor !== undefined && { cursor }) };
    const { items, next } = await store.listEntries(database, id, request);
    all.push(...items);
    cursor = next;
  } while (cursor !== undefined);
  return all;
}

function notInIt(paperId: PaperId): AppError {
  return new AppError("not_found", `${paperId} is not in this collection.`);
}

async function create(
  parts: CommunityParts,
  actor: Actor,
  fields: CollectionFields,
): Promise<Collection> {
  const { title, about = "", visibility = "private" } = checkFields(fields);
  if (title === undefined) throw new AppError("invalid", "Give the collection a title.");
  const { id: account_id } = actor.account;
  const owned = await store.listOwned(parts.database, account_id, false);
  if (owned.length >= MAX_COLLECTIONS) {
    throw new AppError("invalid", `You have ${MAX_COLLECTIONS} collections; delete one first.`);
  }
  const collection_id = randomBytes(ID_BYTES).toString("base64url");
  const at = now(parts);
  await store.insertCollection(parts.database, {
    ...{ collection_id, account_id, title, about, visibility },
    created_at: at,
    changed_at: at,
  });
  return requireOwn(parts, actor, collection_id);
}

async function requireSeen(
  { database, people }: CommunityParts,
  id: string,
  viewer: AccountId | undefined,
): Promise<Collection> {
  const collection = await store.findCollection(database, id);
  if (collection && collection.owner === viewer) return collection;
  if (collection && collection.visibility !== "private") {
    const [shown] = await ofActive({ people }, [collection]);
    if (shown) return shown;
  }
  throw new AppError("not_found", "There is no such collection, or it is private.");
}

async function requireOwn(parts: CommunityParts, actor: Actor, id: string): Promise<Collection> {
  const collection = await requireSeen(parts, id, actor.account.id);
  if (collection.owner === actor.account.id) return collection;
  throw new AppError("forbidden", "Only its owner can change a collection.");
}

function now({ clock }: CommunityParts): string {
  return clock.now().toISOString();
}
