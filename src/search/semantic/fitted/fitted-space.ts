import type { QuerySpace } from "../../engine/meaning-leg.ts";
import { findString, type StringTable } from "../../engine/string-table.ts";
import { analyseText, type QueryWord } from "../../query/analyse-query.ts";
import type { Language } from "../../text/languages.ts";
import { stemIn } from "../../text/stem-language.ts";
import { type FittedColumns, type FittedSpaceData, openTable } from "./fitted-space-data.ts";
import { createTermCounts } from "./term-counts.ts";

/** A fitted space, open for queries and for papers of a segment. */
export interface FittedSpace extends QuerySpace {
  readonly terms: StringTable;
  /** Adds to `sum` what a term of this weight says. */
  addRow(sum: Float32Array, row: number, weight: number): void;
}

/** Opens a space; what grows with it stays shared. */
export function openFittedSpace(data: FittedSpaceData): FittedSpace {
  const { identity, dimensions, languages } = data;
  const table = openTable(data);
  const terms = { units: table.termUnits, offsets: table.termOffsets };
  const addRow = rowAdder(table, dimensions);
  return {
    identity,
    dimensions,
    terms,
    addRow,
    embedQuery(text) {
      const counts = createTermCounts(table.scales.length);
      for (const word of analyseText(text).words) {
        for (const term of stemsOf(word, languages)) {
          const row = findString(terms, term);
          if (row >= 0) counts.add(row, word.weight);
        }
      }
      const sum = new Float32Array(dimensions);
      counts.drain((row, weight) => addRow(sum, row, weight));
      return normalise(sum);
    },
  };
}

/** The terms that stand for a word: by the rules of English, then of the other languages. */
function stemsOf({ term, token, written }: QueryWord, languages: readonly Language[]): Set<string> {
  return new Set([term, ...languages.map((language) => stemIn(language, written ?? token))]);
}

function rowAdder({ rows, scales }: FittedColumns, dimensions: number): FittedSpace["addRow"] {
  return (sum, row, weight) => {
    const factor = weight * scales[row]!;
    const start = row * dimensions;
    for (let at = 0; at < dimensions; at++) sum[at]! += factor * rows[start + at]!;
  };
}

/** To length 1, in place; zeros stay zeros. */
export function normalise(vector: Float32Array): Float32Array {
  let squares = 0;
  for (const value of vector) squares += value * value;
  if (squares === 0) return vector;
  const factor = 1 / Math.sqrt(squares);
  for (let at = 0; at < vector.length; at++) vector[at]! *= factor;
  return vector;
}
