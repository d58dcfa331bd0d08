import type { EditionReader, Period } from "#editions";

const DAYS_PER_PAGE = 100;

/** A month and its days that have papers, newest first. */
export interface ArchiveMonth {
  readonly month: Period;
  readonly days: readonly { period: Period; papers: number }[];
}

export interface ArchiveView {
  readonly months: readonly ArchiveMonth[];
  readonly page: number;
  readonly hasMore: boolean;
}

/** All daily editions, newest first, grouped by month. */
export async function loadArchiveView(
  parts: { readonly editions: Pick<EditionReader, "list"> },
  page: number,
): Promise<ArchiveView> {
  const offset = (page - 1) * DAYS_PER_PAGE;
  const found = await parts.editions.list("day", DAYS_PER_PAGE + 1, offset);
  const byMonth = Map.groupBy(found.slice(0, DAYS_PER_PAGE), (one) => one.period.slice(0, 7));
  const months = [...byMonth].map(([month, days]) => ({ month: month as Period, days }));
  return { months, page, hasMore: found.length > DAYS_PER_PAGE };
}
