import { type Day, findDay } from "#platform";

/** An ISO 8601 instant in UTC out of ISO 8601 or RFC 5322 text; a bare day is its first moment. */
export function findInstant(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  const text = value.trim();
  if (findDay(text)) return `${text}T00:00:00Z`;
  if (!ISO.test(text) && !RFC_5322.test(text)) return undefined;
  // A date and time without a zone is read as UTC: the reader's own zone is no fact of the file.
  const instant = new Date(ISO.test(text) && !ZONE.test(text) ? `${text}Z` : text);
  if (Number.isNaN(instant.getTime())) return undefined;
  const year = instant.getUTCFullYear();
  if (year < 1000 || year > 9999) return undefined;
  return instant.toISOString().replace(".000Z", "Z");
}

const ISO = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/;
const ZONE = /(Z|[+-]\d{2}:?\d{2})$/i;
const RFC_5322 = /^([A-Za-z]{3},\s*)?\d{1,2} [A-Za-z]{3} \d{4} \d{2}:\d{2}/;

/** The day that dated text begins with or, for RFC 5322 dates, names in the sender's own zone. */
export function findDayIn(value: unknown): Day | undefined {
  if (typeof value !== "string") return undefined;
  const text = value.trim();
  const iso = /^\d{4}-\d{2}-\d{2}(?=$|[T ])/.exec(text);
  if (iso) return findDay(iso[0]);
  const named = /^(?:[A-Za-z]{3},\s*)?(\d{1,2}) ([A-Za-z]{3}) (\d{4})\b/.exec(text);
  if (!named) return undefined;
  const month = monthNumber(named[2] ?? "");
  return month === undefined ? undefined : dayFrom(Number(named[3]), month, Number(named[1]));
}

const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");

/** 1 to 12 for an English month, whole or cut to three letters or more. */
export function monthNumber(name: string): number | undefined {
  const index = MONTHS.indexOf(name.slice(0, 3).toLowerCase());
  if (index < 0) return undefined;
  const whole = new Date(Date.UTC(2000, index, 1))
    .toLocaleDateString("en", { month: "long", timeZone: "UTC" })
    .toLowerCase();
  const given = name.toLowerCase().replace(/\.$/, "");
  return whole.startsWith(given) || given === "sept" ? index + 1 : undefined;
}

/** The day, or `undefined` when the calendar has none such. */
export function dayFrom(year: number, month: number, day: number): Day | undefined {
  const pad = (value: number, width: number) => String(value).padStart(width, "0");
  return findDay(`${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`);
}
