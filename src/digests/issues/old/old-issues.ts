import { setImmediate as nextTurn } from "node:timers/promises";
import { findPeriod, lastDay } from "#editions";
import { AppError, type Clock, type Database } from "#platform";
import { removeSomeBefore } from "./store.ts";

const DAY_MS = 86_400_000;

export interface OldIssuesParts {
  readonly database: Database;
  readonly clock: Clock;
  /** Days an issue is kept; 0: for ever. */
  readonly keepDays?: number | undefined;
}

/** Lets go of issues that were made long ago, and tells who asks for one. */
export function createOldIssues({ database, clock, keepDays = 0 }: OldIssuesParts) {
  const limit = () => new Date(clock.now().getTime() - keepDays * DAY_MS).toISOString();
  return {
    async removeOld(signal?: AbortSignal): Promise<number> {
      let removed = 0;
      if (keepDays === 0) return removed;
      const before = limit();
      while (!signal?.aborted) {
        const some = await removeSomeBefore(database, before);
        if (some === 0) break;
        removed += some;
        await nextTurn();
      }
      return removed;
    },

    /** Why there is no such issue. */
    absent(period: string): AppError {
      const isOld = keepDays > 0 && endOf(period) < limit();
      return new AppError(
        "not_found",
        isOld
          ? `The issue of ${period} is gone: issues are kept for ${keepDays} days`
          : `There is no issue ${period} of this digest`,
      );
    },
  };
}

/** When an issue of this name was made, nearly; of what is no name, never. */
function endOf(period: string): string {
  const known = findPeriod(period);
  if (known) return lastDay(known);
  return Number.isNaN(Date.parse(period)) ? "~" : period;
}
