import { createHash } from "node:crypto";
import { type Issue, newestIssue, nextIssue, type Schedule } from "#picks";
import { addDays, dayOf } from "#platform";
import type { ChannelKind } from "../channels.ts";
import type { ChannelRow } from "../store.ts";

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** What is later than this is not posted any more: it would be yesterday's news. */
export const EXPIRES_AFTER_MS = 24 * HOUR_MS;
/** A channel at once looks this often, at most. */
const LOOK_EVERY_MS = 5 * MINUTE_MS;
/** How far back one looks, so that what is found late is not lost; what it has had is left out. */
const LOOK_BACK_MS = 48 * HOUR_MS;
/** Feishu asks bots to stay away from the full hour. */
const SPREAD_MINUTES = 4;

export interface DueIssue extends Issue {
  /** Of a look at once. */
  readonly since?: string;
}

/** What a channel is due for; nothing when that was before it was active, or is too long ago. */
export function dueIssue(
  row: Pick<ChannelRow, "active_since" | "days_ago">,
  schedule: Schedule,
  now: Date,
  siteZone: string,
): DueIssue | undefined {
  if (schedule.cadence === "at-once") return look(row, now, siteZone);
  const issue = newestIssue(schedule, now, siteZone);
  const isLate = issue && now.getTime() - issue.dueAt.getTime() > EXPIRES_AFTER_MS;
  if (!issue || isLate || issue.dueAt.toISOString() < row.active_since) return undefined;
  const back = -row.days_ago;
  return { ...issue, from: addDays(issue.from, back), until: addDays(issue.until, back) };
}

function look({ active_since }: { active_since: string }, now: Date, siteZone: string): DueIssue {
  const oldest = new Date(now.getTime() - LOOK_BACK_MS).toISOString();
  const today = dayOf(now, siteZone);
  return {
    period: `${now.toISOString().slice(0, 16)}Z`,
    // Papers that come in now may be of the days around.
    from: addDays(today, -7),
    until: addDays(today, 1),
    dueAt: now,
    since: active_since > oldest ? active_since : oldest,
  };
}

/** When to come back to a channel after `now`. */
export function nextLook(schedule: Schedule, now: Date, siteZone: string): string | null {
  if (schedule.cadence === "at-once") return nextTryOf(now);
  return nextIssue(schedule, now, siteZone)?.dueAt.toISOString() ?? null;
}

/** When to come back to a channel whose papers could not be looked up. */
export function nextTryOf(now: Date): string {
  return new Date(now.getTime() + LOOK_EVERY_MS).toISOString();
}

/** How long after its hour a channel posts; always the same. */
export function spreadMs(kind: ChannelKind, id: string): number {
  if (kind !== "feishu") return 0;
  const [first = 0] = createHash("sha256").update(id).digest();
  return MINUTE_MS + (first % (SPREAD_MINUTES * 60)) * 1_000;
}
