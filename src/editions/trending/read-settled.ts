import type { PaperId } from "#papers";
import { addDays, type Clock, type Database, dayOf } from "#platform";
import { listSettled } from "./store.ts";
import type { SettledVotes } from "./trending.ts";

/** Most votes come in a week; what was liked longer ago may not be any more. */
const SETTLED_DAYS = 8;
const REMEMBERED_DAYS = 180;

export async function readSettled(
  parts: { readonly database: Database; readonly clock: Clock; readonly timeZone: string },
  limit: number,
): Promise<SettledVotes[]> {
  const today = dayOf(parts.clock.now(), parts.timeZone);
  const rows = await listSettled(parts.database, {
    from: addDays(today, -REMEMBERED_DAYS),
    until: addDays(today, -SETTLED_DAYS),
    limit,
  });
  return rows.map(({ paper_id, week, upvotes }) => {
    return { paperId: paper_id as PaperId, week, upvotes };
  });
}
