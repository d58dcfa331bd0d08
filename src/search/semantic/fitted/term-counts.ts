import { codesOf } from "../../engine/phrases.ts";
import type { Segment } from "../../engine/segment.ts";
import { BREAK } from "../../engine/stream.ts";

/** A word of the title counts as so many of the abstract. */
const TITLE_COUNT = 2;

/**
 * Calls `visit` with the place of every word of a paper in its segment's dictionary; its
 * title comes first in the stream and ends with a break.
 */
export function visitWords(
  segment: Segment,
  document: number,
  visit: (place: number, count: number) => void,
): void {
  const { codeTerm } = segment.columns;
  let count = TITLE_COUNT;
  for (const code of codesOf(segment, document)) {
    if (code === BREAK) count = 1;
    else visit(codeTerm[code - 1]!, count);
  }
}

/** The distinct rows of one text and how often each occurs; reused from text to text. */
export interface TermCounts {
  add(row: number, count: number): void;
  /** Calls `visit` with each row and its weight in a text, and forgets them. */
  drain(visit: (row: number, weight: number) => void): void;
}

export function createTermCounts(rows: number): TermCounts {
  const counts = new Float64Array(rows);
  const seen: number[] = [];
  return {
    add: (row, count) => {
      if (counts[row] === 0) seen.push(row);
      counts[row]! += count;
    },
    drain: (visit) => {
      for (const row of seen) {
        visit(row, dampen(counts[row]!));
        counts[row] = 0;
      }
      seen.length = 0;
    },
  };
}

/** Each further occurrence says less. */
function dampen(count: number): number {
  return count < 1 ? count : 1 + Math.log(count);
}
