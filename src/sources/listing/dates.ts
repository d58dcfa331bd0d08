import { addDays, type Day } from "#platform";
import { dayFrom, monthNumber } from "../text/instants.ts";

/** A date as a page shows it, before the year that it leaves out is known. */
export interface ShownDate {
  readonly year: number | undefined;
  readonly month: number;
  readonly day: number;
}

export interface DateLine {
  readonly date: ShownDate;
  /** The number behind the date. */
  readonly comments: number | undefined;
}

const MONTH_FIRST =
  /^([A-Za-z]{3,9})\.? (\d{1,2})(?:, ?(\d{4})| ((?:19|20)\d{2}))?(?: (\d[\d.,]*[km]?))?$/i;
const DAY_FIRST = /^(\d{1,2}) ([A-Za-z]{3,9})\.?,?(?: (\d{4}))?(?: (\d[\d.,]*[km]?))?$/i;
const ISO = /^(\d{4})-(\d{2})-(\d{2})(?: (\d[\d.,]*[km]?))?$/i;

/** `Oct 17`, `Oct 17 6`, `Jul 21, 2023`, `Feb 12, 2021 1`; nothing else may stand in the line. */
export function parseDateLine(line: string): DateLine | undefined {
  const text = line.replace(/\s+/g, " ").trim();
  if (text.length > 40) return undefined;
  const monthFirst = MONTH_FIRST.exec(text);
  if (monthFirst) {
    const [, name = "", day, year, bareYear, comments] = monthFirst;
    return dateLine(year ?? bareYear, monthNumber(name), day, comments);
  }
  const dayFirst = DAY_FIRST.exec(text);
  if (dayFirst)
    return dateLine(dayFirst[3], monthNumber(dayFirst[2] ?? ""), dayFirst[1], dayFirst[4]);
  const iso = ISO.exec(text);
  return iso ? dateLine(iso[1], Number(iso[2]), iso[3], iso[4]) : undefined;
}

function dateLine(
  year: string | undefined,
  month: number | undefined,
  day: string | undefined,
  comments: string | undefined,
): DateLine | undefined {
  const date = { year: year ? Number(year) : undefined, month: month ?? 0, day: Number(day) };
  // 2000 has a 29 February: without a year, that day is one.
  if (!dayFrom(date.year ?? 2000, date.month, date.day)) return undefined;
  return { date, comments: parseCount(comments) };
}

/** `6`, `1,204`, `1.2k`. */
export function parseCount(text: string | undefined): number | undefined {
  const match = /^(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d))?([km])?$/i.exec(text ?? "");
  if (!match) return undefined;
  const [, whole = "", tenth = "0", unit = ""] = match;
  const factor = { "": 1, k: 1000, m: 1_000_000 }[unit.toLowerCase()] ?? 1;
  return Math.round((Number(whole.replaceAll(",", "")) + Number(tenth) / 10) * factor);
}

/** Years to go back for a day: 29 February can lie eight of them behind. */
const MAX_YEARS_BACK = 8;

/** The day that is meant: without a year, the most recent such day that is not after `latest`. */
export function resolveDate(date: ShownDate, latest: Day): Day | undefined {
  if (date.year !== undefined) return dayFrom(date.year, date.month, date.day);
  const newest = Number(latest.slice(0, 4));
  for (let year = newest; year >= newest - MAX_YEARS_BACK; year -= 1) {
    const day = dayFrom(year, date.month, date.day);
    if (day !== undefined && day <= latest) return day;
  }
  return undefined;
}

/**
 * The last day that the page can speak of: that of its edition label, else the day of the capture.
 * A reader east of the site sees a label of "tomorrow", hence the day of grace.
 */
export function pageDay(label: ShownDate | undefined, capturedOn: Day): Day {
  if (!label) return capturedOn;
  return resolveDate(label, addDays(capturedOn, 1)) ?? capturedOn;
}
