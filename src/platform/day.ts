import { AppError } from "./errors.ts";

declare const dayBrand: unique symbol;

/** A calendar day, `YYYY-MM-DD`; never an instant. */
export type Day = string & { readonly [dayBrand]: true };

const DAY_PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/;
const MS_PER_DAY = 86_400_000;

/** The day `text` spells, or `undefined` if there is no such day in the calendar. */
export function findDay(text: string): Day | undefined {
  const match = DAY_PATTERN.exec(text);
  if (!match) return undefined;
  const instant = new Date(`${text}T00:00:00Z`);
  if (Number.isNaN(instant.getTime())) return undefined;
  return instant.toISOString().slice(0, 10) === text ? (text as Day) : undefined;
}

/** @throws AppError `invalid` when `text` is no calendar day. */
export function parseDay(text: string): Day {
  const day = findDay(text);
  if (!day) throw new AppError("invalid", `"${text}" is not a date; write it as YYYY-MM-DD`);
  return day;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** The day that `instant` falls on in `timeZone` (an IANA name). */
export function dayOf(instant: Date, timeZone: string): Day {
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat("en-CA", {
      timeZone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
    });
    formatters.set(timeZone, formatter);
  }
  return formatter.format(instant) as Day;
}

/** The day `count` days after (or, when negative, before) `day`. */
export function addDays(day: Day, count: number): Day {
  const instant = Date.parse(`${day}T00:00:00Z`) + count * MS_PER_DAY;
  return new Date(instant).toISOString().slice(0, 10) as Day;
}
