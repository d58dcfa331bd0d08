import { countStrings, type StringTable } from "./string-table.ts";

const ONE_EDIT_LENGTH = 4;
const TWO_EDITS_LENGTH = 8;

/** Edits forgiven in a word of this length; numbers and short words must be right. */
export function editsAllowed(token: string): number {
  if (/\d/.test(token) || token.length < ONE_EDIT_LENGTH) return 0;
  return token.length < TWO_EDITS_LENGTH ? 1 : 2;
}

/**
 * Calls back with every string of a sorted table within `edits` of `token`, counting letters
 * left out, put in, changed, or swapped with their neighbour (optimal string alignment).
 *
 * One row of distances per letter is kept, so that strings which begin alike share the work;
 * when a row's least distance passes `edits`, all strings with that beginning are skipped.
 */
export function visitSimilar(
  table: StringTable,
  token: string,
  edits: number,
  visit: (index: number, distance: number) => void,
): void {
  const width = token.length + 1;
  const depthLimit = token.length + edits;
  const rows = new Uint8Array((depthLimit + 2) * width);
  for (let column = 0; column < width; column++) rows[column] = column;
  const total = countStrings(table);
  /** Letters of the string before this one whose rows still hold. */
  let known = 0;
  for (let index = 0; index < total; ) {
    const start = table.offsets[index]!;
    const length = table.offsets[index + 1]! - start;
    let depth = known;
    let isDead = false;
    while (depth < length && !isDead) {
      if (depth >= depthLimit) {
        isDead = true;
        break;
      }
      const least = fillRow(rows, table.units, start, { depth, token });
      depth++;
      isDead = least > edits;
    }
    if (isDead) {
      const cut = Math.min(depth + (depth >= depthLimit ? 1 : 0), length);
      index = afterPrefix(table, index, cut, total);
    } else {
      const distance = rows[length * width + token.length]!;
      if (distance <= edits) visit(index, distance);
      index++;
    }
    if (index < total) known = sharedLength(table, index, start, Math.min(depth, length));
  }
}

/** Distances of the first `depth + 1` letters of a string to every beginning of the token. */
function fillRow(
  rows: Uint8Array,
  units: Uint16Array,
  start: number,
  { depth, token }: { readonly depth: number; readonly token: string },
): number {
  const width = token.length + 1;
  const above = depth * width;
  const row = above + width;
  const letter = units[start + depth]!;
  const previous = depth > 0 ? units[start + depth - 1]! : -1;
  rows[row] = depth + 1;
  let least = depth + 1;
  for (let column = 1; column < width; column++) {
    const typed = token.charCodeAt(column - 1);
    let distance = Math.min(
      rows[above + column]! + 1,
      rows[row + column - 1]! + 1,
      rows[above + column - 1]! + (typed === letter ? 0 : 1),
    );
    const isSwap =
      depth > 0 && column > 1 && typed === previous && token.charCodeAt(column - 2) === letter;
    if (isSwap) distance = Math.min(distance, rows[above - width + column - 2]! + 1);
    rows[row + column] = distance;
    if (distance < least) least = distance;
  }
  return least;
}

/** First string behind `index` that does not begin with its first `length` letters. */
function afterPrefix(table: StringTable, index: number, length: number, total: number): number {
  const start = table.offsets[index]!;
  let low = index + 1;
  let step = 1;
  while (low < total && sharedLength(table, low, start, length) === length) {
    low += step;
    step *= 2;
  }
  let high = Math.min(low, total);
  low = Math.max(index + 1, low - step / 2);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sharedLength(table, middle, start, length) === length) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Letters, at most `limit`, that the string at `index` shares with the one at unit `start`. */
function sharedLength(table: StringTable, index: number, start: number, limit: number): number {
  const own = table.offsets[index]!;
  const longest = Math.min(limit, table.offsets[index + 1]! - own);
  let length = 0;
  while (length < longest && table.units[own + length] === table.units[start + length]) length++;
  return length;
}
