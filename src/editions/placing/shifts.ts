import type { EditionTable, PlacementTable } from "#platform";
import type { Period } from "../edition.ts";
import { periodKind } from "../period.ts";

/** Which papers came to and went from each period in one transaction. */
export interface Shifts {
  /** A paper stood at `before` and stands at `after`; `undefined` where it stands nowhere. */
  move(before: PlacementTable | undefined, after: PlacementTable | undefined): void;
  readonly periods: readonly string[];
  readonly paperIds: readonly string[];
  /** What is known of each touched period, after these shifts. */
  apply(known: readonly EditionTable[], entries: FrozenEntries, now: Date): EditionTable[];
}

/** Which papers the frozen entries of a period hold. */
type FrozenEntries = (period: string, paperId: string) => boolean;

interface Shift {
  readonly came: string[];
  readonly went: string[];
}

export function createShifts(): Shifts {
  const shifts = new Map<string, Shift>();
  const shiftOf = (period: string) => {
    const shift = shifts.get(period) ?? { came: [], went: [] };
    shifts.set(period, shift);
    return shift;
  };
  return {
    move(before, after) {
      const left = periodsIn(before);
      const entered = periodsIn(after);
      for (const period of left) {
        if (!entered.includes(period)) shiftOf(period).went.push(before!.paper_id);
      }
      for (const period of entered) {
        if (!left.includes(period)) shiftOf(period).came.push(after!.paper_id);
      }
    },
    get periods() {
      return [...shifts.keys()];
    },
    get paperIds() {
      return [...new Set([...shifts.values()].flatMap(({ came, went }) => [...came, ...went]))];
    },
    apply(known, entries, now) {
      const rows = new Map(known.map((row) => [row.period, row]));
      return [...shifts].map(([period, shift]) => {
        const row = rows.get(period) ?? emptyRow(period);
        return row.frozen_at === null
          ? shiftOpen(row, shift, now)
          : shiftFrozen(row, shift, entries);
      });
    },
  };
}

function periodsIn(placement: PlacementTable | undefined): readonly string[] {
  return placement ? [placement.day, placement.week, placement.month] : [];
}

function shiftOpen(row: EditionTable, { came, went }: Shift, now: Date): EditionTable {
  return {
    ...row,
    papers: row.papers + came.length - went.length,
    last_arrival_at: came.length > 0 ? now.toISOString() : row.last_arrival_at,
  };
}

/** What a frozen edition holds does not change; only those it does not hold are counted. */
function shiftFrozen(row: EditionTable, shift: Shift, entries: FrozenEntries): EditionTable {
  const others = (ids: readonly string[]) => ids.filter((id) => !entries(row.period, id)).length;
  const change = others(shift.came) - others(shift.went);
  return { ...row, late_arrivals: Math.max(0, row.late_arrivals + change) };
}

function emptyRow(period: string): EditionTable {
  return {
    period,
    kind: periodKind(period as Period),
    papers: 0,
    late_arrivals: 0,
    last_arrival_at: "",
    frozen_at: null,
    content_hash: null,
  };
}
