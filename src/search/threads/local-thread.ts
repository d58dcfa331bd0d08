import type { IndexUpdate } from "../indexing/messages.ts";
import { seal, unseal } from "./envelope.ts";
import { loadSaved } from "./load-saved.ts";
import type { SearchThreads, SearchThreadsParts } from "./search-threads.ts";
import { createSearcher } from "./searcher.ts";

/** Searches in the calling thread: for a command that asks once and ends. */
export async function createLocalThread({
  settings,
  vet,
}: SearchThreadsParts): Promise<SearchThreads> {
  const { shipped, indexDir } = settings;
  const searcher = createSearcher(shipped);
  const read = () => loadSaved(searcher, { indexDir, space: shipped.identity });
  if (!(await vet(read))) searcher.adopt({ seq: 0, segments: [], spaces: [] });
  return {
    copies: 1,
    ask: async (question) => searcher.answer(question),
    update: ([envelope]) => searcher.update(unseal<IndexUpdate>(envelope!)),
    lend: async () => seal(searcher.state()),
    close: async () => {},
  };
}
