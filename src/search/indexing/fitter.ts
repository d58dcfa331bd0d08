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
  /** Gives a new space to other processes, in place of `before`; returns the one all take. */
  readonly agree?: (space: FittedSpaceData, before: string | undefined) => Promise<FittedSpaceData>;
  /** Told when fitting begins, and when it has ended. */
  readonly onFitting: (isFitting: boolean) => void;
  /** Told why a fit has failed. */
  readonly onFailure: (error: unknown) => void;
}

/** Keeps a space fitted to the papers, while the index goes on following the log. */
export interface Fitter {
  /** Begins to fit where there is no space yet, or where the papers have outgrown it. */
  fitDue(): void;
  /** Takes over a space that another process has fitted, unless it is at work on one. */
  take(space: FittedSpaceData): void;
  /** Resolves when no fit is under way. @throws Error as the fit met it. */
  settled(): Promise<void>;
}

export function createFitter(parts: FitterParts): Fitter {
  const { writer, merged, fitBeside, onFitting, onFailure } = parts;
  const agree = parts.agree ?? (async (space: FittedSpaceData) => space);
  let run: Promise<void> | undefined;
  let lastTried: { readonly papers: number } | undefined;
  const isDue = (): boolean =>
    isFitDue(writer.segments, writer.spaces.find(isFitted)) && isFitDue(writer.segments, lastTried);
  const fit = async (given?: FittedSpaceData): Promise<void> => {
    await merged().catch(() => {});
    // What has failed, or found nothing in common, would do so again with the same papers.
    lastTried = { papers: countLiving(writer.segments) };
    const before = writer.spaces.find(isFitted)?.identity;
    const layers = new Map<string, VectorData>();
    let space = given;
    let missing: readonly Segment[] = writer.segments;
    // What was flushed or merged meanwhile has no vectors in the new space yet.
    do {
      const result = await fitBeside(missing, space);
      if (!result) return;
      space ??= await agree(result.space, before);
      // Of a space that another process was quicker with there are no vectors yet.
      const isOurs = space.identity === result.space.identity;
      for (const [at, { name }] of missing.entries()) {
        if (isOurs) layers.set(name, result.layers[at]!);
      }
      missing = writer.segments.filter(({ name }) => !layers.has(name));
    } while (missing.reduce((sum, { totals }) => sum + totals.documents, 0) > MOST_HERE);
    adopt(writer, space, layers);
  };
  const begin = (given?: FittedSpaceData): void => {
    if (run) return;
    onFitting(true);
    run = fit(given).finally(() => {
      run = undefined;
      onFitting(false);
    });
    // Searches go on without.
    run.catch(onFailure);
  };
  return {
    fitDue: () => {
      if (!run && isDue()) begin();
    },
    take: begin,
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
