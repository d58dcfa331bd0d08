import { sortDocuments } from "./browse.ts";
import type { FindContext, Found } from "./find-context.ts";

/** Papers in the order of a column, without scores. */
export function listAll(
  { parts, request, end }: FindContext,
  selection: Uint8Array | undefined,
): Found {
  const { view, goesFirst } = parts;
  const limit = Math.min(end, view.capacity);
  const top = sortDocuments(view, request.sort ?? "relevance", selection, { limit, goesFirst });
  const hits = Array.from(top.documents, (document) => {
    return { document, score: 0, words: 0, meaning: 0 };
  });
  const mark = () => selection ?? new Uint8Array(view.capacity).fill(1);
  return { hits, total: top.total, mark };
}

export function findNothing({ parts }: FindContext): Found {
  return { hits: [], total: 0, mark: () => new Uint8Array(parts.view.capacity) };
}
