import type { EditionReader, Period } from "#editions";
import type { PaperId, PaperReader, PaperWithTally } from "#papers";

/** Ids of a list, from `offset` on, at most `limit`. */
export type Listing = (offset: number, limit: number) => Promise<PaperId[]>;

type Editions = Pick<EditionReader, "get" | "newest" | "list">;

const DAYS_PER_QUERY = 500;
/** Papers looked through for those of one submitter. */
const MAX_SCANNED = 2_000;
const SCAN_BATCH = 100;

/** One edition, most upvotes first. */
export function periodListing(editions: Editions, period: Period): Listing {
  return async (offset, limit) => {
    const edition = await editions.get(period, { sort: "votes", offset, limit });
    return edition.entries.map((entry) => entry.paperId);
  };
}

/** All papers, newest daily edition first, the newest of each day first. */
export function newestListing(editions: Editions): Listing {
  return async (offset, limit) => {
    const ids: PaperId[] = [];
    let skip = offset;
    for await (const { period, papers } of days(editions)) {
      if (skip >= papers) {
        skip -= papers;
        continue;
      }
      const page = { sort: "new", offset: skip, limit: limit - ids.length } as const;
      const edition = await editions.get(period, page);
      ids.push(...edition.entries.map((entry) => entry.paperId));
      skip = 0;
      if (ids.length >= limit) break;
    }
    return ids;
  };
}

/** What gains attention now. */
export function trendingListing(editions: Pick<EditionReader, "trending">): Listing {
  return async (offset, limit) => {
    const { entries } = await editions.trending({ window: "1d", offset, limit });
    return entries.map((entry) => entry.paperId);
  };
}

/** The papers of a listing that `pick` picks, among its first 2,000. */
export async function filterListing(
  listing: Listing,
  papers: Pick<PaperReader, "findMany">,
  pick: (page: readonly PaperWithTally[]) => Promise<readonly PaperWithTally[]>,
): Promise<PaperWithTally[]> {
  const found: PaperWithTally[] = [];
  for (let offset = 0; offset < MAX_SCANNED; offset += SCAN_BATCH) {
    const ids = await listing(offset, SCAN_BATCH);
    found.push(...(await pick(await papers.findMany(ids))));
    if (ids.length < SCAN_BATCH) break;
    // Others are served between two batches.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return found;
}

async function* days(editions: Editions) {
  for (let offset = 0; ; offset += DAYS_PER_QUERY) {
    const periods = await editions.list("day", DAYS_PER_QUERY, offset);
    yield* periods;
    if (periods.length < DAYS_PER_QUERY) return;
  }
}
