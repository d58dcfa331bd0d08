import { addDays, type Day, findDay } from "#platform";

const YEAR = /^\d{4}$/;
const MONTH = /^\d{4}-\d{2}$/;

/** First day of a day, month or year as typed: `2024`, `2024-05`, `2024-05-17`. */
export function firstDayOf(text: string): Day | undefined {
  if (YEAR.test(text)) return findDay(`${text}-01-01`);
  if (MONTH.test(text)) return findDay(`${text}-01`);
  return findDay(text);
}

/** Last day of the same. */
export function lastDayOf(text: string): Day | undefined {
  if (YEAR.test(text)) return findDay(`${text}-12-31`);
  const first = firstDayOf(text);
  if (!first || !MONTH.test(text)) return first;
  const [year = 0, month = 0] = text.split("-").map(Number);
  const next = month === 12 ? `${year + 1}-01-01` : `${year}-${`${month + 1}`.padStart(2, "0")}-01`;
  const nextDay = findDay(next.padStart(10, "0"));
  return nextDay && addDays(nextDay, -1);
}
