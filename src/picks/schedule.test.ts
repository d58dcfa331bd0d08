import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { addDays, dayOf } from "#platform";
import { type Issue, newestIssue, nextIssue, type Schedule } from "./schedule.ts";

const zones = Intl.supportedValuesOf("timeZone");
const DAY_MS = 86_400_000;

function aSchedule(traits: Partial<Schedule> = {}): Schedule {
  return { cadence: "daily", weekday: 1, hour: 8, timeZone: "UTC", ...traits };
}

const schedules = fc.record<Schedule>({
  cadence: fc.constantFrom("daily", "weekdays", "weekly"),
  weekday: fc.integer({ min: 1, max: 7 }),
  hour: fc.integer({ min: 0, max: 23 }),
  timeZone: fc.constantFrom(...zones),
});
const instants = fc.date({
  min: new Date("2005-01-01"),
  max: new Date("2030-01-01"),
  noInvalidDate: true,
});
const siteZones = fc.constantFrom("UTC", "America/New_York", "Asia/Kolkata", ...zones);

/** Any schedule on any site, from any moment on. */
function forAll(
  check: (schedule: Schedule, start: Date, siteZone: string) => void,
  numRuns = 2_000,
): void {
  fc.assert(fc.property(schedules, instants, siteZones, check), { numRuns });
}

function issuesAfter(schedule: Schedule, start: Date, siteZone: string, count: number): Issue[] {
  const issues: Issue[] = [];
  let after = start;
  while (issues.length < count) {
    const issue = nextIssue(schedule, after, siteZone);
    assert.ok(issue);
    issues.push(issue);
    after = issue.dueAt;
  }
  return issues;
}

function shown(instant: Date, timeZone: string): { hour: number; weekday: number } {
  const format = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", hourCycle: "h23" });
  const day = new Date(`${dayOf(instant, timeZone)}T00:00:00Z`).getUTCDay();
  return { hour: Number(format.format(instant)), weekday: day === 0 ? 7 : day };
}

test("each day of the site belongs to one issue, and issues come one after another", () => {
  forAll((schedule, start, siteZone) => {
    const issues = issuesAfter(schedule, start, siteZone, 4);
    for (const [index, issue] of issues.entries()) {
      const before = issues[index - 1];
      assert.ok(issue.from <= issue.until);
      if (!before) continue;
      assert.ok(issue.dueAt > before.dueAt);
      assert.equal(issue.from, addDays(before.until, 1));
    }
    assert.equal(new Set(issues.map(({ period }) => period)).size, issues.length);
  });
});

test("an issue is about days that are over, and holds the last of them", () => {
  forAll((schedule, start, siteZone) => {
    const issue = nextIssue(schedule, start, siteZone);
    assert.ok(issue && issue.dueAt > start);
    assert.equal(addDays(issue.until, 1), dayOf(issue.dueAt, siteZone));
  });
});

test("it comes at the reader's hour, or right after where clocks skip it, on a day of the schedule", () => {
  forAll((schedule, start, siteZone) => {
    const issue = nextIssue(schedule, start, siteZone);
    assert.ok(issue);
    const { hour, weekday } = shown(issue.dueAt, schedule.timeZone);
    const late = (hour - schedule.hour + 24) % 24;
    assert.ok(late === 0 || late === 1, `${hour} instead of ${schedule.hour}`);
    // The hour that clocks skip before midnight ends on the next day.
    if (late > 0) return;
    if (schedule.cadence === "weekly") assert.equal(weekday, schedule.weekday);
    if (schedule.cadence === "weekdays") assert.ok(weekday <= 5);
  });
});

test("it comes within the time its cadence allows", () => {
  const mostDays = { daily: 3, weekdays: 5, weekly: 8, "at-once": 0 };
  forAll((schedule, start, siteZone) => {
    const issue = nextIssue(schedule, start, siteZone);
    assert.ok(issue);
    const days = (issue.dueAt.getTime() - start.getTime()) / DAY_MS;
    assert.ok(days <= mostDays[schedule.cadence], `${days} days`);
  });
});

test("the newest issue is the last one that is due, whenever one asks", () => {
  forAll((schedule, now, siteZone) => {
    const newest = newestIssue(schedule, now, siteZone);
    assert.ok(newest && newest.dueAt <= now);
    const next = nextIssue(schedule, newest.dueAt, siteZone);
    assert.ok(next && next.dueAt > now);
    assert.equal(next.from, addDays(newest.until, 1));
  }, 500);
});

test("a daily reader in another zone gets the last day that is over at the site", () => {
  const after = new Date("2026-11-21T08:00:00Z");
  const tokyo = nextIssue(aSchedule({ timeZone: "Asia/Tokyo" }), after, "UTC");
  assert.partialDeepStrictEqual(tokyo, { period: "2026-11-20", from: "2026-11-20" });
  assert.equal(tokyo?.dueAt.toISOString(), "2026-11-21T23:00:00.000Z");
});

test("Monday's issue of a reader on weekdays holds Friday to Sunday", () => {
  const after = new Date("2026-11-20T08:00:00Z");
  const issue = nextIssue(aSchedule({ cadence: "weekdays" }), after, "UTC");
  assert.partialDeepStrictEqual(issue, {
    period: "2026-11-22",
    from: "2026-11-20",
    until: "2026-11-22",
  });
});

test("a week on Monday is the ISO week that is over; on Friday it is the seven days before", () => {
  const after = new Date("2026-11-20T09:00:00Z");
  const monday = nextIssue(aSchedule({ cadence: "weekly" }), after, "UTC");
  assert.partialDeepStrictEqual(monday, {
    period: "2026-W47",
    from: "2026-11-16",
    until: "2026-11-22",
  });
  const friday = nextIssue(aSchedule({ cadence: "weekly", weekday: 5 }), after, "UTC");
  assert.partialDeepStrictEqual(friday, {
    period: "2026-W48",
    from: "2026-11-20",
    until: "2026-11-26",
  });
});

test("where a zone has left a day out, nothing is lost and nothing comes twice", () => {
  const schedule = aSchedule({ timeZone: "Pacific/Apia" });
  const issues = issuesAfter(schedule, new Date("2011-12-28T00:00:00Z"), "Pacific/Apia", 4);
  assert.deepEqual(
    issues.map(({ from, until }) => [from, until]),
    [
      ["2011-12-27", "2011-12-27"],
      ["2011-12-28", "2011-12-28"],
      ["2011-12-29", "2011-12-30"],
      ["2011-12-31", "2011-12-31"],
    ],
  );
});

test("a schedule at once has no issue that could be due", () => {
  const now = new Date("2026-11-20T09:00:00Z");
  assert.equal(nextIssue(aSchedule({ cadence: "at-once" }), now, "UTC"), undefined);
  assert.equal(newestIssue(aSchedule({ cadence: "at-once" }), now, "UTC"), undefined);
});
