import { dataOf } from "../indexing/apply-update.ts";
import { summarise } from "../indexing/index-writer.ts";
import { loadIndex } from "../storage/load-index.ts";
import type { SavedSummary } from "./messages.ts";
import type { Searcher } from "./searcher.ts";

/**
 * Lets a searcher search the saved index.
 *
 * @returns what the index says of itself; `undefined` when none is saved.
 * @throws Error that says why it can not be used.
 */
export async function loadSaved(
  searcher: Searcher,
  { indexDir, space }: { readonly indexDir: string; readonly space: string },
): Promise<SavedSummary | undefined> {
  const loaded = await loadIndex(indexDir, space);
  if (!loaded) return undefined;
  const { seq, landmark, segments, spaces, problems, checksums } = loaded;
  searcher.adopt({ seq, segments: segments.map(dataOf), spaces });
  return { ...summarise({ seq, segments, spaces }), landmark, problems, checksums };
}
