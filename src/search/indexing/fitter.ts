import type { Segment } from "../engine/segment.ts";
import type { VectorData } from "../engine/vector-columns.ts";
import type { FittedSpaceData } from "../semantic/fitted/fitted-space-data.ts";
import { countLiving } from "../semantic/fitted/sample-papers.ts";
import { isFitDue } from "../semantic/fitted/when-to-fit.ts";
import { dataOf } from "./apply-update.ts";
import { isFitted } from "./complete-layers.ts";
import type { FitResult } from "./fit-beside.ts";
import type { IndexWriter } from "./index-writer.ts";

/** Papers that came while a space was fitted and are folded in by the writer: 50 ms. */
const MOST_HERE = 2_000;

export interface FitterParts {
  readonly writer: IndexWriter;
  /** Resolves when nothing is left to merge: what is merged need not be folded in twice. */
  readonly merged: () => Promise<void>;
  /** Fits a space to segments, or takes the one given, and folds them in; in another thread. */
  readonly fitBeside: (
    segments: readonly Segment[],
    space?: FittedSpaceData,
  ) => Promise<FitResult | undefined>;
  /** Told when fitting begins, and when it has ended. */
  readonly onFitting: (isFitting: boolean) => void;
  /** Told why a fit has failed. */
  readonly onFailure: (error: unknown) => void;
}

/** Keeps a space fitted to the papers, while the index goes on following the log. */
export interface Fitter {
  /** Begins to fit where there is no space yet, or where the papers have outgrown it. */
  fitDue(): void;
  /** Resolves when no fit is under way. @throws Error as the fit met it. */
  settled(): Promise<void>;
}

export function createFitter(parts: FitterParts): Fitter {
  const { writer, merged, fitBeside, onFitting, onFailure } = parts;
  let run: Promise<void> | undefined;
  let lastTried: { readonly papers: number } | undefined;
  const isDue = (): boolean =>
    isFitDue(writer.segments, writer.spaces.find(isFitted)) && isFitDue(writer.segments, lastTried);
  const fit = async (): Promise<void> => {
    await merged().catch(() => {});
    // What has failed, or found nothing in common, would do so again with the same papers.
    lastTried = { papers: countLiving(writer.segments) };
    const layers = new Map<string, VectorData>();
    let space: FittedSpaceData | undefined;
    let missing: readonly Segment[] = writer.segments;
    // What was flushed or merged meanwhile has no vectors in the new space yet.
    do {
      const result = await fitBeside(missing, space);
      if (!result) return;
      space = result.space;
      for (const [at, { name }] of missing.entries()) layers.set(name, result.layers[at]!);
      missing = writer.segments.filter(({ name }) => !layers.has(name));
    } while (missing.reduce((sum, { totals }) => sum + totals.documents, 0) > MOST_HERE);
    adopt(writer, space, layers);
  };
  return {
    fitDue: () => {
      if (run || !isDue()) return;
      onFitting(true);
      run = fit().finally(() => {
        run = undefined;
        onFitting(false);
      });
      // Searches go on without.
      run.catch(onFailure);
    },
    settled: async () => run,
  };
}

/**
 * Puts the space and the vectors of all papers in place of the old ones, in one update. The
 * writer takes the old ones away and folds in what has no new ones yet.
 */
function adopt(
  writer: IndexWriter,
  space: FittedSpaceData,
  layers: ReadonlyMap<string, VectorData>,
): void {
  const put = writer.segments.map((segment) => {
    const layer = layers.get(segment.name);
    return layer ? { ...dataOf(segment), vectors: [...segment.vectors, layer] } : dataOf(segment);
  });
  const spaces = [space, ...writer.spaces.filter((other) => !isFitted(other))];
  writer.apply({ seq: writer.seq, put, dropped: [], spaces });
}
