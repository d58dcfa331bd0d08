import { type Period, periodEnd } from "#editions";
import { addDays, type Day } from "#platform";
import type { PickRequest } from "../picks.ts";

/** Instants, the first not included. */
export interface Span {
  readonly after: string;
  readonly until: string;
}

/** The instants of the days asked for, or those of them after `since` and up to `before`. */
export function spanOf(
  { from, until, since, before }: Pick<PickRequest, "from" | "until" | "since" | "before">,
  timeZone: string,
): Span {
  const begin = endOf(addDays(from, -1), timeZone);
  const end = endOf(until, timeZone);
  return {
    after: since !== undefined && since > begin ? since : begin,
    until: before !== undefined && before < end ? before : end,
  };
}

function endOf(day: Day, timeZone: string): string {
  return periodEnd(day as string as Period, timeZone).toISOString();
}
