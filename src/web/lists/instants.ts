import type { Paper } from "#papers";
import type { Day } from "#platform";

/** When a day begins in a time zone. */
function startOfDay(day: Day, timeZone: string): Date {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const guess = midnight - offsetMs(midnight, timeZone);
  // Where a clock change lies between the two, the offset in force at the guess holds.
  return new Date(midnight - offsetMs(guess, timeZone));
}

/** The instant an ISO 8601 text spells, or `undefined` when it spells none. */
export function findInstant(text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  const instant = new Date(text);
  return Number.isNaN(instant.getTime()) ? undefined : instant;
}

/** When the paper came out here, and when it last changed; `updated` is never the earlier. */
export function instantsOf(paper: Paper, timeZone: string): { published: Date; updated: Date } {
  const published = startOfDay(paper.editionDay, timeZone);
  let updated = published;
  for (const version of paper.versions) {
    const submitted = findInstant(version.submittedAt);
    if (submitted && submitted > updated) updated = submitted;
  }
  return { published, updated };
}

const formatters = new Map<string, Intl.DateTimeFormat>();
const starts = new Map<string, number>();

function offsetMs(instantMs: number, timeZone: string): number {
  if (timeZone === "UTC") return 0;
  const key = `${timeZone} ${instantMs}`;
  const known = starts.get(key);
  if (known !== undefined) return known;
  if (starts.size > 10_000) starts.clear();
  const parts = formatterOf(timeZone).formatToParts(instantMs);
  const part = (type: string) => Number(parts.find((candidate) => candidate.type === type)?.value);
  const local = Date.UTC(
    part("year"),
    part("month") - 1,
    part("day"),
    part("hour"),
    part("minute"),
    part("second"),
  );
  const offset = local - Math.floor(instantMs / 1000) * 1000;
  starts.set(key, offset);
  return offset;
}

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat("en-US", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    formatters.set(timeZone, formatter);
  }
  return formatter;
}
