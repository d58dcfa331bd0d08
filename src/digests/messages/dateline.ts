import { findPeriod, firstDay, lastDay, periodKind } from "#editions";
import type { Day } from "#platform";

/**
 * "Friday, 20 November 2026", "Week 47, 16–22 November 2026"; of an issue at once also the time,
 * in the digest's zone.
 */
export function renderDateline(name: string, timeZone = "UTC"): string {
  const period = findPeriod(name);
  if (!period) return renderInstant(name, timeZone);
  const first = firstDay(period);
  const kind = periodKind(period);
  if (kind === "month") return `${part(first, { month: "long" })} ${first.slice(0, 4)}`;
  if (kind === "day") return `${part(first, { weekday: "long" })}, ${plainDay(first)}`;
  const last = lastDay(period);
  const isOneMonth = first.slice(0, 7) === last.slice(0, 7);
  const from = isOneMonth ? part(first, { day: "numeric" }) : plainDay(first);
  return `Week ${Number(period.slice(-2))}, ${from}${isOneMonth ? "–" : " – "}${plainDay(last)}`;
}

/** "20 November 2026" */
export function plainDay(instant: string | Date, timeZone = "UTC"): string {
  return part(instant, { day: "numeric", month: "long", year: "numeric" }, timeZone);
}

function renderInstant(name: string, timeZone: string): string {
  const instant = new Date(name);
  if (Number.isNaN(instant.getTime())) return name;
  const weekday = part(instant, { weekday: "long" }, timeZone);
  const time = part(instant, { hour: "2-digit", minute: "2-digit" }, timeZone);
  return `${weekday}, ${plainDay(instant, timeZone)}, ${time}`;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function part(
  instant: Day | string | Date,
  options: Intl.DateTimeFormatOptions,
  timeZone = "UTC",
): string {
  const key = `${timeZone} ${JSON.stringify(options)}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat("en-GB", { ...options, timeZone });
    formats.set(key, format);
  }
  return format.format(new Date(instant));
}
