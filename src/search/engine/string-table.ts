/**
 * Many strings in two typed arrays: UTF-16 code units end to end, and where each begins
 * (one entry more than there are strings). Compared by code unit, as `<` does.
 */
export interface StringTable {
  readonly units: Uint16Array;
  readonly offsets: Uint32Array;
}

export function packStrings(strings: readonly string[]): StringTable {
  let total = 0;
  for (const text of strings) total += text.length;
  const units = new Uint16Array(total);
  const offsets = new Uint32Array(strings.length + 1);
  let at = 0;
  for (let index = 0; index < strings.length; index++) {
    const text = strings[index]!;
    for (let unit = 0; unit < text.length; unit++) units[at++] = text.charCodeAt(unit);
    offsets[index + 1] = at;
  }
  return { units, offsets };
}

export function countStrings(table: StringTable): number {
  return table.offsets.length - 1;
}

export function stringAt(table: StringTable, index: number): string {
  const start = table.offsets[index]!;
  const end = table.offsets[index + 1]!;
  let text = "";
  for (let at = start; at < end; at++) text += String.fromCharCode(table.units[at]!);
  return text;
}

/** Negative when the string at `index` sorts before `text`, 0 when it is `text`. */
function compareAt(table: StringTable, index: number, text: string): number {
  const start = table.offsets[index]!;
  const length = table.offsets[index + 1]! - start;
  const shared = Math.min(length, text.length);
  for (let at = 0; at < shared; at++) {
    const difference = table.units[start + at]! - text.charCodeAt(at);
    if (difference !== 0) return difference;
  }
  return length - text.length;
}

/** First index of a sorted table whose string does not sort before `text`. */
export function firstFrom(table: StringTable, text: string): number {
  let low = 0;
  let high = countStrings(table);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareAt(table, middle, text) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Index of `text` in a sorted table, or -1. */
export function findString(table: StringTable, text: string): number {
  const at = firstFrom(table, text);
  return at < countStrings(table) && compareAt(table, at, text) === 0 ? at : -1;
}
