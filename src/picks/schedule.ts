import { addDays, type Day, dayOf } from "#platform";
import { instantOf } from "./wall-clock.ts";

export const cadences = ["daily", "weekdays", "weekly", "at-once"] as const;
export type Cadence = (typeof cadences)[number];

export interface Schedule {
  readonly cadence: Cadence;
  /** 1 (Monday) to 7, of a weekly one; in `timeZone`. */
  readonly weekday: number;
  /** 0–23, in `timeZone`. */
  readonly hour: number;
  /** IANA name. */
  readonly timeZone: string;
}

/** One issue of a schedule. */
export interface Issue {
  /** Its name: `2026-11-20` or `2026-W47`; of one at once the instant, `2026-11-20T10:15Z`. */
  readonly period: string;
  /** Edition days it is about, both included. */
  readonly from: Day;
  readonly until: Day;
  readonly dueAt: Date;
}

/** Days looked through for a reading of the clock: more than a week and what zones skip. */
const MOST_DAYS = 10;
const WORKING_DAYS = 5;
const DAY_MS = 86_400_000;

/** One reading of the reader's clock at which an issue may be due. */
interface Reading {
  /** On the reader's calendar. */
  readonly day: Day;
  readonly instant: Date;
  /** The last day of the site that is over then. */
  readonly until: Day;
}

/**
 * The first issue that is due after `after`.
 *
 * An issue is due when the reader's clock shows the reader's hour, once a day of their calendar,
 * and is about the days of the site that are over then and were not yet at the issue before: each
 * day of the site belongs to one issue. Where no day of the site has ended since the issue
 * before, there is none.
 *
 * @param siteZone IANA name of the zone in which edition days begin and end.
 * @returns `undefined` for a schedule at once.
 */
export function nextIssue(schedule: Schedule, after: Date, siteZone: string): Issue | undefined {
  if (schedule.cadence === "at-once") return undefined;
  let before = readingBefore(schedule, after, siteZone);
  for (;;) {
    const reading = readingAfter(schedule, before.instant, siteZone);
    if (reading.instant > after && reading.until > before.until) {
      return toIssue(schedule, reading, before.until);
    }
    before = reading;
  }
}

/** The newest issue that is due at `now` or was before; `undefined` for a schedule at once. */
export function newestIssue(schedule: Schedule, now: Date, siteZone: string): Issue | undefined {
  if (schedule.cadence === "at-once") return undefined;
  let reading = readingBefore(schedule, now, siteZone);
  for (;;) {
    const moment = new Date(reading.instant.getTime() - 1);
    const before = readingBefore(schedule, moment, siteZone);
    if (reading.until > before.until) return toIssue(schedule, reading, before.until);
    reading = before;
  }
}

function toIssue({ cadence }: Schedule, { day, instant, until }: Reading, before: Day): Issue {
  // The day before the reading has the same weekday each time, so that no week is named twice.
  const period = cadence === "weekly" ? weekOf(addDays(day, -1)) : until;
  return { period, from: addDays(before, 1), until, dueAt: instant };
}

function readingAfter(schedule: Schedule, after: Date, siteZone: string): Reading {
  return findReading(schedule, siteZone, { from: after, step: 1 }, (instant) => instant > after);
}

/** The last reading at or before an instant. */
function readingBefore(schedule: Schedule, from: Date, siteZone: string): Reading {
  return findReading(schedule, siteZone, { from, step: -1 }, (instant) => instant <= from);
}

function findReading(
  schedule: Schedule,
  siteZone: string,
  { from, step }: { readonly from: Date; readonly step: 1 | -1 },
  isWanted: (instant: Date) => boolean,
): Reading {
  const { hour, timeZone } = schedule;
  let day = addDays(dayOf(from, timeZone), -step);
  for (let days = 0; days <= MOST_DAYS; days++, day = addDays(day, step)) {
    if (!isOn(schedule, day)) continue;
    const instant = instantOf(day, hour, timeZone);
    if (isWanted(instant)) {
      return { day, instant, until: addDays(dayOf(instant, siteZone), -1) };
    }
  }
  throw new Error(`no reading of ${hour} o'clock in ${timeZone} beside ${from.toISOString()}`);
}

/** Whether there is an issue on a day of the reader's calendar. */
function isOn({ cadence, weekday }: Schedule, day: Day): boolean {
  const number = isoWeekday(day);
  if (cadence === "weekly") return number === weekday;
  return cadence === "daily" || number <= WORKING_DAYS;
}

/** 1 (Monday) to 7. */
function isoWeekday(day: Day): number {
  return ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
}

/** ISO 8601: a week belongs to the year that its Thursday lies in. */
function weekOf(day: Day): string {
  const thursday = addDays(day, 4 - isoWeekday(day));
  const year = thursday.slice(0, 4);
  const dayOfYear = (Date.parse(thursday) - Date.parse(`${year}-01-01`)) / DAY_MS;
  return `${year}-W${String(Math.floor(dayOfYear / 7) + 1).padStart(2, "0")}`;
}
