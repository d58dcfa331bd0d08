import { packColumns } from "../../engine/columns.ts";
import { languagesOf } from "../../engine/index-languages.ts";
import type { Segment } from "../../engine/segment.ts";
import { packStrings, type StringTable } from "../../engine/string-table.ts";
import { fitLatentSpace, type LatentSpace } from "../training/latent-space.ts";
import { createMatrix, type Matrix } from "../training/matrix.ts";
import { quantise } from "../training/quantise.ts";
import { createRandom } from "../training/random.ts";
import { rotate } from "../training/rotate.ts";
import { chooseTerms, type TermChoice } from "./choose-terms.ts";
import {
  type FittedColumns,
  type FittedSpaceData,
  fittedSchema,
  identityOf,
} from "./fitted-space-data.ts";
import { countLiving, samplePapers } from "./sample-papers.ts";
import { weighSample } from "./weigh-sample.ts";

export interface FitOptions extends TermChoice {
  readonly dimensions: number;
  /** Papers that are looked at; more cost time and hardly make it better. */
  readonly sampleSize: number;
  /** Passes over the sample; each sharpens the space. */
  readonly passes: number;
  /** Weight of a term's rarity: the power of its idf in papers and queries. */
  readonly idfPower: number;
  /** Vectors are divided by the singular values to this power: 0 plain, 1 fully whitened. */
  readonly whitening: number;
  readonly seed: number;
}

const fitDefaults: FitOptions = {
  dimensions: 192,
  sampleSize: 30_000,
  passes: 3,
  idfPower: 1.4,
  whitening: 0,
  maxShare: 0.5,
  maxTerms: 50_000,
  seed: 1,
};

/**
 * Fits a space to the papers of an index: latent semantic analysis (Deerwester et al. 1990)
 * of a sample, whitened in part. The same papers in the same order give the same space,
 * byte for byte. `undefined` where the papers have too few words in common.
 */
export function fitSpace(
  segments: readonly Segment[],
  options: Partial<FitOptions> = {},
): FittedSpaceData | undefined {
  const settings = { ...fitDefaults, ...options };
  const sample = samplePapers(segments, settings.sampleSize);
  const { terms, frequencies } = chooseTerms(sample, settings);
  if (terms.length < 2) return undefined;
  const strings = packStrings(terms);
  const papers = sample.reduce((sum, { documents }) => sum + documents.length, 0);
  const idf = Float32Array.from(frequencies, (count) => rarity(papers, count) ** settings.idfPower);
  const random = createRandom(settings.seed);
  const latent = fitLatentSpace(weighSample(sample, strings, idf), terms.length, {
    dimensions: Math.min(settings.dimensions, terms.length),
    passes: settings.passes,
    random,
  });
  const table = quantise(terms, rotate(rowsOf(latent, idf, settings), random));
  const languages = [...new Set(segments.flatMap(languagesOf))].sort();
  return { papers: countLiving(segments), languages, ...pack(table, strings) };
}

/** Never negative; next to nothing for a term that all papers hold. */
function rarity(papers: number, frequency: number): number {
  return Math.log((papers + 1) / (frequency + 1)) + 1e-3;
}

/** What each term adds to a vector: its place in the space, weighed by idf and whitened. */
function rowsOf(latent: LatentSpace, idf: Float32Array, { dimensions, whitening }: FitOptions) {
  const { tokens, singularValues } = latent;
  const rows: Matrix = createMatrix(tokens.rows, dimensions);
  const least = 1e-3 * (singularValues[0] ?? 0);
  for (let at = 0; at < tokens.columns; at++) {
    const value = singularValues[at]!;
    // A direction in which the papers hardly differ would be all noise.
    if (value <= least) continue;
    const factor = value ** -whitening;
    for (let row = 0; row < tokens.rows; row++) {
      rows.values[row * dimensions + at] =
        factor * idf[row]! * tokens.values[row * tokens.columns + at]!;
    }
  }
  return rows;
}

function pack(
  { dimensions, rows, scales }: ReturnType<typeof quantise>,
  { units, offsets }: StringTable,
): Omit<FittedSpaceData, "papers" | "languages"> {
  const columns = { termUnits: units, termOffsets: offsets, rows, scales } as FittedColumns;
  const packed = packColumns(fittedSchema, columns);
  return { kind: "fitted", identity: identityOf(packed), dimensions, packed };
}
