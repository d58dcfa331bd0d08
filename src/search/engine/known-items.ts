import type { IndexView } from "./index-view.ts";
import { findKey, keyOfId, keysOfQuery } from "./paper-keys.ts";
import { stringAt } from "./string-table.ts";

/** Documents whose id, arXiv id, DOI, address or whole title is what was typed. */
export function findKnownItems(
  view: IndexView,
  query: string,
  selection: Uint8Array | undefined,
): number[] {
  const found = new Set<number>();
  for (const hash of keysOfQuery(query)) {
    for (const [at, { columns }] of view.segments.entries()) {
      for (const local of findKey(columns.keyHashes, columns.keyDocuments, hash)) {
        const document = view.bases[at]! + local;
        if (selection === undefined || selection[document] === 1) found.add(document);
      }
    }
  }
  return [...found];
}

/** The document of a paper, or -1. Deleted ones are not found. */
export function findDocument(view: IndexView, id: string): number {
  const hash = keyOfId(id);
  for (const [at, { columns, ids, deleted }] of view.segments.entries()) {
    for (const local of findKey(columns.keyHashes, columns.keyDocuments, hash)) {
      if (deleted[local] === 0 && stringAt(ids, local) === id) return view.bases[at]! + local;
    }
  }
  return -1;
}
