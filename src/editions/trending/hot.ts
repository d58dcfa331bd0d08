import type { PaperId } from "#papers";
import { addDays, type Clock, type Database, type Day, dayOf } from "#platform";
import { hotScore, tieBreak } from "#ranking";
import { listFirstOfDays } from "./store.ts";
import type { HotList } from "./trending.ts";

interface HotParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly timeZone: string;
}

/** Votes outweigh no more days than these: 2^31 votes would. */
const DAYS = 31;
const PER_DAY = 40;
const MAX_PLACES = 200;
const DEFAULT_LIMIT = 50;
const HOURS_PER_DAY = 24;

/** The papers of a month by votes against age; the order changes with votes and days alone. */
export async function readHot(
  { database, clock, timeZone }: HotParts,
  { limit = DEFAULT_LIMIT, offset = 0 }: { readonly limit?: number; readonly offset?: number },
): Promise<HotList> {
  const now = clock.now();
  const today = dayOf(now, timeZone);
  const days = Array.from({ length: DAYS }, (_, back) => addDays(today, -back));
  const rows = await listFirstOfDays(database, days, PER_DAY);
  const back = new Map(days.map((day, index) => [day as string, index]));
  const scored = rows.map((row) => {
    const daysAgo = back.get(row.day) ?? DAYS;
    const score = hotScore(row.upvotes, -daysAgo * HOURS_PER_DAY) + row.prior / 1_000;
    return { row, score, tie: tieBreak(today, row.paper_id) };
  });
  scored.sort((one, other) => other.score - one.score || one.tie - other.tie);
  const entries = scored.slice(0, MAX_PLACES).map(({ row, score }, index) => ({
    paperId: row.paper_id as PaperId,
    rank: index + 1,
    votes: row.upvotes,
    day: row.day as Day,
    score,
  }));
  const at = now.toISOString();
  return { at, total: entries.length, entries: entries.slice(offset, offset + limit) };
}
