const ONE_EDIT_LENGTH = 4;
const TWO_EDITS_LENGTH = 8;

/** Edits forgiven in a word of this length; numbers and short words must be right. */
export function editsAllowed(token: string): number {
  if (/\d/.test(token) || token.length < ONE_EDIT_LENGTH) return 0;
  return token.length < TWO_EDITS_LENGTH ? 1 : 2;
}

/** Longest words that are compared, in UTF-16 code units; tokens are no longer. */
const LONGEST = 64;

/** The last three rows of distances. */
const rows = [0, 1, 2].map(() => new Uint8Array(LONGEST + 1)) as [
  Uint8Array,
  Uint8Array,
  Uint8Array,
];

/** Code units from `start` to `end`. */
export interface Word {
  readonly units: Uint16Array;
  readonly start: number;
  readonly end: number;
}

/**
 * Letters left out, put in, changed, or swapped with their neighbour between two words
 * (optimal string alignment); `edits + 1` when they are more than `edits`.
 */
export function distanceWithin(edits: number, word: Word, typed: Word): number {
  const length = word.end - word.start;
  const width = typed.end - typed.start;
  if (Math.abs(length - width) > edits || width > LONGEST) return edits + 1;
  let [earlier, above, row] = rows;
  for (let column = 0; column <= width; column++) row[column] = column;
  for (let line = 1; line <= length; line++) {
    [earlier, above, row] = [above, row, earlier];
    const letter = word.units[word.start + line - 1]!;
    const previous = line > 1 ? word.units[word.start + line - 2]! : -1;
    row[0] = line;
    let least = line;
    for (let column = 1; column <= width; column++) {
      const other = typed.units[typed.start + column - 1]!;
      let distance = Math.min(
        above[column]! + 1,
        row[column - 1]! + 1,
        above[column - 1]! + (other === letter ? 0 : 1),
      );
      if (column > 1 && other === previous && typed.units[typed.start + column - 2] === letter) {
        distance = Math.min(distance, earlier[column - 2]! + 1);
      }
      row[column] = distance;
      if (distance < least) least = distance;
    }
    if (least > edits) return edits + 1;
  }
  return Math.min(row[width]!, edits + 1);
}
