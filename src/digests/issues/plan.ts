import { type Issue, newestIssue, nextIssue, type PickRequest, type Schedule } from "#picks";
import { addDays, type Day, dayOf } from "#platform";
import { readerOf, scheduleOf, subjectOf } from "../subscribers/read-rows.ts";
import type { DigestRow } from "../subscribers/store.ts";

/** After an outage an issue reaches back at most so many days, its last one included. */
const MOST_DAYS = 14;
/** Papers may come in days after the day they belong to. */
const LATE_ARRIVAL_DAYS = 7;

/** A digest and whom it is for. */
export interface OwnedDigest extends DigestRow {
  readonly email: string;
  readonly account_id: string | null;
}

/** What is to be made of one digest, and how its row stands afterwards. */
export interface Plan {
  readonly digest: OwnedDigest;
  /** Absent: nothing is to be made, the row alone is brought up to date. */
  readonly issue?: Issue;
  readonly after: Pick<DigestRow, "next_due_at" | "covered_until" | "looked_until">;
}

type MadePlan = Plan & { readonly issue: Issue };

/** Plans the digests of one run; readers with the same hour and zone share the arithmetic. */
export function createPlanner(now: Date, siteZone: string): (digest: OwnedDigest) => Plan {
  const known = new Map<string, ReturnType<typeof look>>();
  return (digest) => {
    const schedule = scheduleOf(digest);
    const key = Object.values(schedule).join(" ");
    const found = known.get(key) ?? look(schedule, now, siteZone);
    known.set(key, found);
    return planScheduled(digest, found);
  };
}

function look(schedule: Schedule, now: Date, siteZone: string) {
  const next = nextIssue(schedule, now, siteZone);
  const newest = newestIssue(schedule, now, siteZone);
  return {
    nextDueAt: next ? next.dueAt.toISOString() : null,
    ...(newest && { newest, dueAt: newest.dueAt.toISOString() }),
  };
}

/** The newest issue that is due and was not made; older ones are part of it, or gone. */
function planScheduled(
  digest: OwnedDigest,
  { nextDueAt, newest, dueAt = "" }: ReturnType<typeof look>,
): Plan {
  const { covered_until, looked_until, active_since } = digest;
  const isDue = dueAt > active_since;
  const after = { next_due_at: nextDueAt, covered_until, looked_until };
  const isWanted = isDue || beginsWithNewest(digest);
  if (!newest || !isWanted || newest.until <= (covered_until ?? "")) return { digest, after };
  const from = reachBack(digest, newest);
  const issue = { ...newest, from, ...(!isDue && { dueAt: new Date(active_since) }) };
  return { digest, issue, after: { ...after, covered_until: newest.until } };
}

/** Whether a digest is due since the moment it became active, as one just confirmed is. */
function beginsWithNewest({ next_due_at, active_since }: DigestRow): boolean {
  return next_due_at === active_since;
}

/** An edition is of its own days; other digests also bring what an outage has left out. */
function reachBack({ subject_kind, covered_until }: DigestRow, { from, until }: Issue): Day {
  if (subject_kind === "edition" || covered_until === null) return from;
  const missed = addDays(covered_until as Day, 1);
  const oldest = addDays(until, 1 - MOST_DAYS);
  const reached = missed > oldest ? missed : oldest;
  return reached < from ? reached : from;
}

/** The issue that is due next, or, at once, one of now; for looking ahead. */
export function planNext(digest: OwnedDigest, now: Date, siteZone: string): MadePlan {
  const next = nextIssue(scheduleOf(digest), now, siteZone);
  if (!next) return planAtOnce(digest, { now, until: now }, siteZone);
  return { digest, issue: { ...next, from: reachBack(digest, next) }, after: digest };
}

/** What has come in since a digest at once has looked, up to `until`. */
export function planAtOnce(
  digest: OwnedDigest,
  { now, until }: { readonly now: Date; readonly until: Date },
  siteZone: string,
): MadePlan {
  const { next_due_at, covered_until } = digest;
  const looked = new Date(digest.looked_until ?? digest.active_since);
  const issue: Issue = {
    period: `${now.toISOString().slice(0, 16)}Z`,
    from: addDays(dayOf(looked, siteZone), -LATE_ARRIVAL_DAYS),
    until: dayOf(now, siteZone),
    dueAt: now,
  };
  const looked_until = until.toISOString();
  return { digest, issue, after: { next_due_at, covered_until, looked_until } };
}

/** What to ask `picks` for. */
export function toRequest(
  { digest, after }: Plan,
  issue: Issue,
  without: PickRequest["without"],
): PickRequest {
  const { cadence, looked_until, active_since } = digest;
  const news =
    cadence === "at-once" && after.looked_until
      ? { since: looked_until ?? active_since, before: after.looked_until }
      : {};
  return {
    subject: subjectOf(digest),
    reader: readerOf(digest),
    from: issue.from,
    until: issue.until,
    limit: digest.papers,
    ...news,
    ...(without && { without }),
  };
}
