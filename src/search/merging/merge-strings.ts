import { countStrings, type StringTable, stringAt } from "../engine/string-table.ts";

export interface MergedStrings {
  /** Distinct strings of all tables, sorted. */
  readonly strings: readonly string[];
  /** For each table: old place → new place. */
  readonly places: readonly Uint32Array[];
}

/** Merges sorted tables; the places of a string in the old tables lead to its new one. */
export function mergeStrings(tables: readonly StringTable[]): MergedStrings {
  const numbers = new Map<string, number>();
  const seen = tables.map((table) => {
    const own = new Uint32Array(countStrings(table));
    for (let place = 0; place < own.length; place++) {
      const text = stringAt(table, place);
      let number = numbers.get(text);
      if (number === undefined) {
        number = numbers.size;
        numbers.set(text, number);
      }
      own[place] = number;
    }
    return own;
  });
  const strings = [...numbers.keys()].sort();
  const placeOf = new Uint32Array(strings.length);
  for (let place = 0; place < strings.length; place++) {
    placeOf[numbers.get(strings[place]!)!] = place;
  }
  return { strings, places: seen.map((own) => own.map((number) => placeOf[number]!)) };
}
