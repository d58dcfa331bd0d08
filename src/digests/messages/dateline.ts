import { findPeriod, firstDay, lastDay, periodKind } from "#editions";
import type { Day } from "#platform";
import type { DigestIssue } from "../digests.ts";

/**
 * "Friday, 20 November 2026", "Week 47, 16–22 November 2026", "15–21 November 2026" where its days
 * are no ISO week; of an issue at once the time too, in the digest's zone and with its name.
 */
export function renderDateline(
  { period: name, days }: Pick<DigestIssue, "period" | "days">,
  timeZone = "UTC",
): string {
  const period = findPeriod(name);
  if (!period) return renderInstant(name, timeZone);
  const first = firstDay(period);
  const kind = periodKind(period);
  if (kind === "month") return `${part(first, { month: "long" })} ${first.slice(0, 4)}`;
  if (kind === "day") return `${part(first, { weekday: "long" })}, ${plainDay(first)}`;
  const isWeek = days.from === first && days.until === lastDay(period);
  return `${isWeek ? `Week ${Number(period.slice(-2))}, ` : ""}${span(days)}`;
}

function span({ from, until }: DigestIssue["days"]): string {
  const isOneMonth = from.slice(0, 7) === until.slice(0, 7);
  const first = isOneMonth ? `${part(from, { day: "numeric" })}–` : `${plainDay(from)} – `;
  return first + plainDay(until);
}

/** "20 November 2026" */
export function plainDay(instant: string | Date, timeZone = "UTC"): string {
  return part(instant, { day: "numeric", month: "long", year: "numeric" }, timeZone);
}

function renderInstant(name: string, timeZone: string): string {
  const instant = new Date(name);
  if (Number.isNaN(instant.getTime())) return name;
  const weekday = part(instant, { weekday: "long" }, timeZone);
  const time = part(
    instant,
    { hour: "2-digit", minute: "2-digit", timeZoneName: "short" },
    timeZone,
  );
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
