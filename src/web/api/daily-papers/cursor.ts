import type { EditionReader, Period } from "#editions";
import type { PaperId } from "#papers";

/** Where a reading of all papers goes on: the daily edition, and how many of it are read. */
export interface Cursor {
  readonly period: Period;
  readonly offset: number;
}

export const CURSOR_PATTERN = /^([12]\d{3}-\d\d-\d\d)\.(\d{1,6})$/;

export function parseCursor(text: string): Cursor | undefined {
  const match = CURSOR_PATTERN.exec(text);
  return match ? { period: match[1] as Period, offset: Number(match[2]) } : undefined;
}

export function formatCursor({ period, offset }: Cursor): string {
  return `${period}.${offset}`;
}

/** The next `limit` papers from the cursor on, day by day, and where to go on after them. */
export async function readFrom(
  editions: Pick<EditionReader, "get">,
  start: Cursor,
  limit: number,
): Promise<{ ids: PaperId[]; next?: Cursor }> {
  const ids: PaperId[] = [];
  let { period, offset } = start;
  for (;;) {
    const edition = await editions.get(period, { sort: "new", offset, limit: limit - ids.length });
    ids.push(...edition.entries.map((entry) => entry.paperId));
    offset += edition.entries.length;
    if (offset < edition.total && ids.length >= limit) return { ids, next: { period, offset } };
    if (!edition.previous) return { ids };
    period = edition.previous;
    offset = 0;
    if (ids.length >= limit) return { ids, next: { period, offset } };
  }
}
