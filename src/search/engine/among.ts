import type { IndexView } from "./index-view.ts";
import { findDocument } from "./known-items.ts";

/** A selection of these papers alone, of what `selection` holds; papers not here are none. */
export function selectAmong(
  view: IndexView,
  selection: Uint8Array | undefined,
  ids: readonly string[],
): Uint8Array {
  const among = new Uint8Array(view.capacity);
  for (const id of ids) {
    const document = findDocument(view, id);
    if (document >= 0 && (selection === undefined || selection[document] === 1)) {
      among[document] = 1;
    }
  }
  return among;
}
