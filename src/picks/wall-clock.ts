import type { Day } from "#platform";

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * The instant at which clocks in `timeZone` show `hour` o'clock on `day`. Where clocks skip that
 * hour, the first instant after the gap; where they show it twice, the first time.
 */
export function instantOf(day: Day, hour: number, timeZone: string): Date {
  const wallMs = Date.parse(`${day}T00:00:00Z`) + hour * HOUR_MS;
  // A zone changes its offset at most once between the two instants looked at.
  const before = wallMs - offsetMs(wallMs - DAY_MS, timeZone);
  const after = wallMs - offsetMs(wallMs + DAY_MS, timeZone);
  const isReading = (instantMs: number) => instantMs + offsetMs(instantMs, timeZone) === wallMs;
  const readings = [before, after].filter(isReading);
  return new Date(readings.length > 0 ? Math.min(...readings) : Math.max(before, after));
}

/** How far clocks in the zone are ahead of UTC at an instant. */
function offsetMs(instantMs: number, timeZone: string): number {
  const parts = formatterOf(timeZone).formatToParts(instantMs);
  const value = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const wallMs = Date.UTC(
    value("year"),
    value("month") - 1,
    value("day"),
    value("hour"),
    value("minute"),
  );
  return wallMs - Math.floor(instantMs / MINUTE_MS) * MINUTE_MS;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known) return known;
  const number = "2-digit";
  const formatter = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: number,
    day: number,
    hour: number,
    minute: number,
  });
  formatters.set(timeZone, formatter);
  return formatter;
}
