import { AppError, addDays, type Day, findDay } from "#platform";
import type { Period, PeriodKind } from "./edition.ts";

const WEEK_PATTERN = /^(\d{4})-W(\d{2})$/;
const MONTH_PATTERN = /^(\d{4})-(\d{2})$/;
const LAST_DAY = "9999-12-31" as Day;

/** The period `text` spells, or `undefined` if the calendar has no such day, week or month. */
export function findPeriod(text: string): Period | undefined {
  if (findDay(text)) return text as Period;
  const month = MONTH_PATTERN.exec(text);
  if (month) return findDay(`${text}-01`) ? (text as Period) : undefined;
  const week = WEEK_PATTERN.exec(text);
  if (!week || Number(week[2]) < 1) return undefined;
  const monday = findMonday(Number(week[1]), Number(week[2]));
  return monday && weekOf(monday) === text ? (text as Period) : undefined;
}

/** @throws AppError `invalid` when `text` is no day, week or month. */
export function parsePeriod(text: string): Period {
  const period = findPeriod(text);
  if (period) return period;
  throw new AppError(
    "invalid",
    `"${text}" is no day, week or month; write 2026-11-20, 2026-W47 or 2026-11`,
  );
}

export function periodKind(period: Period): PeriodKind {
  if (period.includes("W")) return "week";
  return period.length === 7 ? "month" : "day";
}

/** The three periods that `day` lies in. */
export function periodsOfDay(day: Day): Readonly<Record<PeriodKind, Period>> {
  return { day: day as string as Period, week: weekOf(day), month: day.slice(0, 7) as Period };
}

/** First day of the period; a week begins on Monday (ISO 8601). */
export function firstDay(period: Period): Day {
  const kind = periodKind(period);
  if (kind === "day") return period as string as Day;
  if (kind === "month") return `${period}-01` as Day;
  return findMonday(Number(period.slice(0, 4)), Number(period.slice(6))) as Day;
}

/** Last day of the period; the calendar ends with the year 9999. */
export function lastDay(period: Period): Day {
  const kind = periodKind(period);
  const first = firstDay(period);
  if (kind === "day") return first;
  const after = kind === "week" ? shiftDay(first, 7) : shiftMonth(first, 1);
  return after ? addDays(after, -1) : LAST_DAY;
}

/** The period of the same kind `by` places later; itself where the calendar ends. */
export function shiftPeriod(period: Period, by: number): Period {
  const kind = periodKind(period);
  const first = firstDay(period);
  const shifted =
    kind === "month" ? shiftMonth(first, by) : shiftDay(first, kind === "week" ? 7 * by : by);
  return shifted ? periodsOfDay(shifted)[kind] : period;
}

/** ISO 8601: the week belongs to the year that its Thursday lies in. */
function weekOf(day: Day): Period {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  const thursday = shiftDay(day, 3 - weekday);
  // The first days of the year 0 and the last of 9999 may lie in a week of no year.
  if (!thursday) return (day < "5000" ? "0000-W01" : "9999-W52") as Period;
  const newYear = Date.parse(`${thursday.slice(0, 4)}-01-01T00:00:00Z`);
  const dayOfYear = (Date.parse(`${thursday}T00:00:00Z`) - newYear) / 86_400_000;
  const week = String(Math.floor(dayOfYear / 7) + 1).padStart(2, "0");
  return `${thursday.slice(0, 4)}-W${week}` as Period;
}

/** January 4th always lies in week 1. */
function findMonday(year: number, week: number): Day | undefined {
  const fourth = findDay(`${String(year).padStart(4, "0")}-01-04`);
  if (!fourth) return undefined;
  const weekday = (new Date(`${fourth}T00:00:00Z`).getUTCDay() + 6) % 7;
  return shiftDay(fourth, 7 * (week - 1) - weekday);
}

function shiftDay(day: Day, by: number): Day | undefined {
  return findDay(addDays(day, by));
}

function shiftMonth(first: Day, by: number): Day | undefined {
  const months = Number(first.slice(0, 4)) * 12 + Number(first.slice(5, 7)) - 1 + by;
  const year = String(Math.floor(months / 12)).padStart(4, "0");
  return findDay(`${year}-${String((months % 12) + 1).padStart(2, "0")}-01`);
}
