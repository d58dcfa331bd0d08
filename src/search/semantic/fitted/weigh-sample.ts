import { GrowableUint32 } from "../../engine/growable.ts";
import type { StringTable } from "../../engine/string-table.ts";
import type { SparseRows } from "../training/term-weights.ts";
import { matchTerms } from "./match-terms.ts";
import type { SampledSegment } from "./sample-papers.ts";
import { createTermCounts, visitWords } from "./term-counts.ts";

/** The sampled papers as sparse rows of weight · idf, each of length 1. */
export function weighSample(
  sample: readonly SampledSegment[],
  terms: StringTable,
  idf: Float32Array,
): SparseRows {
  const counts = createTermCounts(idf.length);
  const tokens = new GrowableUint32();
  let weights = new Float32Array(tokens.values.length);
  const starts = [0];
  for (const { segment, documents } of sample) {
    const rowOf = matchTerms(segment, terms);
    for (const document of documents) {
      visitWords(segment, document, (place, count) => {
        const row = rowOf[place]!;
        if (row >= 0) counts.add(row, count);
      });
      const start = tokens.length;
      counts.drain((row, weight) => {
        tokens.push(row);
        if (weights.length < tokens.length) weights = grown(weights);
        weights[tokens.length - 1] = weight * idf[row]!;
      });
      normaliseRow(weights.subarray(start, tokens.length));
      starts.push(tokens.length);
    }
  }
  const rows = tokens.view();
  return {
    starts: Int32Array.from(starts),
    tokens: new Int32Array(rows.buffer, rows.byteOffset, rows.length),
    weights: weights.subarray(0, rows.length),
  };
}

function grown(weights: Float32Array): Float32Array<ArrayBuffer> {
  const larger = new Float32Array(weights.length * 2);
  larger.set(weights);
  return larger;
}

function normaliseRow(row: Float32Array): void {
  let squares = 0;
  for (const weight of row) squares += weight * weight;
  const factor = 1 / Math.sqrt(squares || 1);
  for (let at = 0; at < row.length; at++) row[at]! *= factor;
}
