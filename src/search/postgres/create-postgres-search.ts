import type { PaperReader } from "#papers";
import { AppError, type Database, type DatabaseSettings } from "#platform";
import { createSharedRuns } from "../indexing/turns.ts";
import type { Search } from "../search.ts";
import { loadSpace } from "../semantic/load-space.ts";
import { find } from "./find.ts";
import { createFollower } from "./follower.ts";
import { type SearchLimits, usualLimits } from "./limits.ts";
import { readTotals } from "./reading/store.ts";
import { findSimilar } from "./similar-papers.ts";
import { prepareTables } from "./tables/store.ts";

export interface PostgresSearchParts {
  readonly database: Database;
  readonly papers: Pick<PaperReader, "find" | "lastChange">;
  /** The worker opens a connection of its own. */
  readonly databaseSettings: DatabaseSettings;
  readonly limits?: SearchLimits;
}

/**
 * Search in the tables of PostgreSQL: nothing lies in this process, so that any number of
 * processes on one database, and its replicas, answer alike. Makes the tables when they are
 * missing; `catchUp` fills them.
 *
 * @throws AppError `invalid` when the database is not PostgreSQL, `unavailable` when it lacks
 *   an extension.
 */
export async function createPostgresSearch(parts: PostgresSearchParts): Promise<Search> {
  const { database, databaseSettings } = parts;
  if (database.dialect !== "postgres") {
    throw new AppError("invalid", "SEARCH=postgres needs DATABASE_URL to name a PostgreSQL server");
  }
  const space = await loadSpace();
  await prepareTables(database, space);
  let totals = await readTotals(database);
  const follower = createFollower(databaseSettings);
  const runs = createSharedRuns(async () => {
    await follower.run();
    totals = await readTotals(database);
  });
  /** Once more, where a large load has taken the indexes away under a search. */
  const persist = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      if (error instanceof AppError || (await readTotals(database)).isIndexed) throw error;
      return work();
    }
  };
  const searching = { ...parts, space, limits: parts.limits ?? usualLimits };
  return {
    find: (request) => persist(() => find(searching, request)),
    similar: (paperId, limit) => persist(() => findSimilar(searching, paperId, limit)),
    isBehind: async () => (await parts.papers.lastChange()) > totals.seq,
    catchUp: runs.request,
    // The tables are the index; there is nothing else to write.
    save: async () => {},
    status: () => ({ papers: totals.documents, seq: totals.seq, isCatchingUp: runs.isRunning() }),
    close: () => follower.close(),
  };
}
