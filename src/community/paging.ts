import { AppError } from "#platform";
import type { Page, PageRequest } from "./page.ts";

/** Where a page of a list ends that is ordered by an instant and then by an id. */
export interface Place {
  readonly at: string;
  readonly id: string;
}

const DEFAULT_SIZE = 20;
const MAX_SIZE = 100;

export function sizeOf({ limit = DEFAULT_SIZE }: PageRequest): number {
  return Math.min(Math.max(Math.floor(limit), 1), MAX_SIZE);
}

/** @throws AppError `invalid` when the cursor is none of ours. */
export function placeIn({ cursor }: PageRequest): Place | undefined {
  if (cursor === undefined || cursor === "") return undefined;
  const [at, id, ...more] = Buffer.from(cursor, "base64url").toString("utf8").split("\n");
  if (!at || !id || more.length > 0) {
    throw new AppError("invalid", "This cursor is none of this list; begin without one.");
  }
  return { at, id };
}

/** @param found one more than a page, where there are more. */
export function pageOf<Item>(
  found: readonly Item[],
  request: PageRequest,
  placeOf: (item: Item) => Place,
): Page<Item> {
  const size = sizeOf(request);
  const items = found.slice(0, size);
  const last = items.at(-1);
  if (found.length <= size || !last) return { items };
  const { at, id } = placeOf(last);
  return { items, next: Buffer.from(`${at}\n${id}`).toString("base64url") };
}
