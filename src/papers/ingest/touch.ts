import type { PaperId } from "../paper.ts";
import type { PaperTransaction } from "../store.ts";

const nothing = {
  papers: [],
  tallies: new Map(),
  records: [],
  movedRecords: [],
  addedKeys: [],
  staleKeys: [],
  removedPapers: [],
  moves: [],
};

/** Has whoever follows the change log look at these papers anew. */
export function touch(
  transaction: Pick<PaperTransaction, "write">,
  paperIds: readonly PaperId[],
  now: string,
): Promise<void> {
  const changes = paperIds.map((paperId) => ({ paperId, kind: "put" as const }));
  return transaction.write({ ...nothing, changes }, now);
}
