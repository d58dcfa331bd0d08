import type { AccountId } from "#accounts";
import type { PaperId } from "#papers";
import type { Actor } from "../actor.ts";
import type { Page, PageRequest } from "../page.ts";

/** `link`: for whoever knows its address, listed nowhere. */
export const visibilities = ["public", "link", "private"] as const;
export type Visibility = (typeof visibilities)[number];

export interface Collection {
  /** Unguessable: it is the secret of a collection shared by link. */
  readonly id: string;
  readonly owner: AccountId;
  readonly title: string;
  readonly about: string;
  readonly visibility: Visibility;
  readonly papers: number;
  readonly createdAt: string;
  readonly changedAt: string;
}

export interface CollectionEntry {
  readonly paperId: PaperId;
  readonly note: string;
  readonly addedAt: string;
}

export interface CollectionFields {
  readonly title: string;
  readonly about?: string;
  readonly visibility?: Visibility;
}

/** A person's named, ordered lists of papers. `viewer` is who looks: absent, nobody known. */
export interface Collections {
  create(actor: Actor, fields: CollectionFields): Promise<Collection>;
  update(actor: Actor, id: string, fields: Partial<CollectionFields>): Promise<Collection>;
  remove(actor: Actor, id: string): Promise<void>;
  /** @throws AppError `not_found` also when the viewer may not see it. */
  find(id: string, viewer?: AccountId): Promise<Collection>;
  /** In its order. */
  entries(id: string, page: PageRequest, viewer?: AccountId): Promise<Page<CollectionEntry>>;
  /** All of them, in order. @throws AppError as `find`. */
  allEntries(id: string, viewer?: AccountId): Promise<readonly CollectionEntry[]>;
  add(actor: Actor, id: string, paperId: PaperId, note?: string): Promise<void>;
  drop(actor: Actor, id: string, paperId: PaperId): Promise<void>;
  setNote(actor: Actor, id: string, paperId: PaperId, note: string): Promise<void>;
  /** Moves a paper to a place, from 1. */
  move(actor: Actor, id: string, paperId: PaperId, place: number): Promise<void>;
  /** Of one owner; others than the owner see the public ones. */
  listOf(owner: AccountId, viewer?: AccountId): Promise<readonly Collection[]>;
  /** Public ones that hold a paper. */
  holding(paperId: PaperId, limit: number): Promise<readonly Collection[]>;
  /** Public ones, last changed first. */
  listPublic(page: PageRequest): Promise<Page<Collection>>;
}
