import type { Person } from "#accounts";
import type { Collection } from "#community";
import { addresses, withQuery } from "../addresses.ts";
import { count } from "../dates.ts";
import type { WebParts } from "../parts.ts";
import { loadPapers } from "./list-items.ts";
import type { ListItem, ListView } from "./list-view.ts";

const PAGE_SIZE = 50;

export interface CollectionView {
  readonly collection: Collection;
  readonly owner: Person | undefined;
  readonly list: ListView;
  /** By paper. */
  readonly notes: ReadonlyMap<string, string>;
  readonly page: number;
  readonly pages: number;
}

/** One page of a collection that its reader may see, or all of it. */
export async function loadCollectionView(
  parts: Pick<WebParts, "papers" | "community" | "accounts" | "site">,
  asked: { readonly collection: Collection; readonly page: number; readonly isWhole?: boolean },
): Promise<CollectionView> {
  const { collection, isWhole = false } = asked;
  // Small enough to be read whole.
  const entries = await parts.community!.collections.allEntries(collection.id, collection.owner);
  const pages = isWhole ? 1 : Math.max(1, Math.ceil(entries.length / PAGE_SIZE));
  const page = Math.min(asked.page, pages);
  const from = isWhole ? 0 : (page - 1) * PAGE_SIZE;
  const shown = isWhole ? entries : entries.slice(from, from + PAGE_SIZE);
  const found = await loadPapers(
    parts.papers,
    shown.map(({ paperId }) => paperId),
  );
  const items = shown.flatMap(({ paperId, note }, index): ListItem[] => {
    const paper = found.get(paperId);
    return paper ? [{ rank: from + index + 1, paper, ...(note ? { reason: note } : {}) }] : [];
  });
  const owners = await parts.accounts?.people.findMany([collection.owner]);
  const path = addresses.collection(collection.id);
  return {
    collection,
    owner: owners?.get(collection.owner),
    notes: new Map(shown.map(({ paperId, note }) => [paperId, note])),
    page,
    pages,
    list: {
      name: path.slice(1),
      title: collection.title,
      subtitle: collection.about || count(collection.papers, "paper"),
      path: withQuery(path, { page: page > 1 ? page : undefined }),
      updatedAt: collection.changedAt,
      total: entries.length,
      items,
      ...(page < pages ? { nextPath: withQuery(path, { page: page + 1 }) } : {}),
    },
  };
}
