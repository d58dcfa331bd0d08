import { firstDay, lastDay, type Period, periodKind } from "#editions";
import type { Day } from "#platform";

const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;
const weekdays = [
  "Sunday",
  "Monday",
  "Tuesday",
  "Wednesday",
  "Thursday",
  "Friday",
  "Saturday",
] as const;

const yearOf = (day: string): string => String(Number(day.slice(0, 4)));
const monthOf = (day: string): string => months[Number(day.slice(5, 7)) - 1] ?? "";
const dateOf = (day: string): number => Number(day.slice(8, 10));

/** 0 is Sunday. */
export function weekdayOf(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

/** `20 November 2026` */
export function longDate(day: Day): string {
  return `${dateOf(day)} ${monthOf(day)} ${yearOf(day)}`;
}

/** `20 Nov 2026` */
export function shortDate(day: Day): string {
  return `${dateOf(day)} ${monthOf(day).slice(0, 3)} ${yearOf(day)}`;
}

/** `Friday, 20 November 2026` */
export function longDay(day: Day): string {
  return `${weekdays[weekdayOf(day)]}, ${longDate(day)}`;
}

/** `Friday, 20 November 2026`, `16–22 November 2026`, `November 2026` */
export function longPeriod(period: Period): string {
  const kind = periodKind(period);
  const [first, last] = [firstDay(period), lastDay(period)];
  if (kind === "day") return longDay(first);
  if (kind === "month") return `${monthOf(first)} ${yearOf(first)}`;
  if (first.slice(0, 7) === last.slice(0, 7)) return `${dateOf(first)}–${longDate(last)}`;
  const from = `${dateOf(first)} ${monthOf(first)}`;
  const year = yearOf(first) === yearOf(last) ? "" : ` ${yearOf(first)}`;
  return `${from}${year} – ${longDate(last)}`;
}

/** `Fri 20 Nov`, `Week 47`, `Nov 2026` */
export function shortPeriod(period: Period): string {
  const kind = periodKind(period);
  const first = firstDay(period);
  const month = monthOf(first).slice(0, 3);
  if (kind === "day") return `${weekdays[weekdayOf(first)]?.slice(0, 3)} ${dateOf(first)} ${month}`;
  return kind === "week" ? `Week ${Number(period.slice(6))}` : `${month} ${yearOf(first)}`;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** `21 Nov 2026, 12:00 UTC`: an instant in the site's zone. */
export function moment(instant: string, timeZone: string): string {
  let clock = clocks.get(timeZone);
  if (!clock) {
    clock = new Intl.DateTimeFormat("en-GB", {
      timeZone,
      day: "numeric",
      month: "short",
      year: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
      timeZoneName: "short",
    });
    clocks.set(timeZone, clock);
  }
  return clock.format(new Date(instant));
}

/** `1 paper`, `2 papers`, `87,288 papers` */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${grouped(number)} ${number === 1 ? noun : plural}`;
}

/** `87,288` */
export function grouped(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ",");
}
