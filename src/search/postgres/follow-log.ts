import type { PaperReader } from "#papers";
import { AppError, type Database } from "#platform";
import { toDocument } from "../indexing/to-document.ts";
import type { SemanticSpace } from "../semantic/space.ts";
import { createRowMaker } from "./paper-rows.ts";
import { createLateIndexes, dropLateIndexes, tidyTables } from "./tables/store.ts";
import { type StoredState, stepInTurn, writeChanges } from "./writing/store.ts";

/** Changes taken in by one transaction. */
const STEP = 1_000;
/** A backlog of more papers than this, and than are indexed, is loaded without large indexes. */
const LARGE_LOAD = 5_000;
/** Papers after which statistics are worth renewing. */
const TIDY_AFTER = 2_000;

export interface FollowParts {
  readonly database: Database;
  readonly papers: Pick<PaperReader, "changedPapersSince" | "lastChange">;
  readonly space: SemanticSpace;
}

/**
 * Brings the tables up to the end of the change log. Each step reads the position, takes in
 * what follows and moves the position in one transaction that waits its turn: any number of
 * processes may follow at once, and one that is killed leaves nothing half done.
 */
export async function followLog(parts: FollowParts): Promise<void> {
  const { database, papers, space } = parts;
  const rowsOf = createRowMaker(space);
  let taken = 0;
  for (let isDone = false; !isDone; ) {
    await stepInTurn(database, async (transaction, state) => {
      refuseOther(space, state);
      const backlog = (await papers.lastChange()) - state.seq;
      if (state.isIndexed && backlog > Math.max(LARGE_LOAD, state.papers)) {
        // In a step of its own: searches wait while an index is dropped.
        return dropLateIndexes(transaction);
      }
      const changes = await papers.changedPapersSince(state.seq, STEP);
      isDone = changes.seq === state.seq;
      if (isDone) {
        if (!state.isIndexed) await createLateIndexes(transaction);
        return;
      }
      const rows = changes.papers.map((paper) => rowsOf(toDocument(paper)));
      taken += rows.length;
      await writeChanges(database, transaction, { ...changes, rows });
    });
  }
  if (taken > TIDY_AFTER) await tidyTables(database);
}

function refuseOther(space: SemanticSpace, state: StoredState): void {
  if (state.space === space.identity) return;
  throw new AppError(
    "conflict",
    "Another Broadsheet on this database has a different semantic model; run the same version",
  );
}
