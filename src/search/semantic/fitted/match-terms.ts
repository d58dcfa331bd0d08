import type { Segment } from "../../engine/segment.ts";
import { countStrings, findString, type StringTable, stringAt } from "../../engine/string-table.ts";

/** For each place of a segment's dictionary the row of that term in `table`, or -1. */
export function matchTerms(segment: Segment, table: StringTable): Int32Array {
  const rows = new Int32Array(countStrings(segment.terms));
  for (let place = 0; place < rows.length; place++) {
    rows[place] = findString(table, stringAt(segment.terms, place));
  }
  return rows;
}
