import { Worker } from "node:worker_threads";
import type { Segment, SegmentData } from "../engine/segment.ts";
import type { VectorData } from "../engine/vector-columns.ts";
import type { FittedSpaceData } from "../semantic/fitted/fitted-space-data.ts";
import { dataOf } from "./apply-update.ts";

const entry = new URL("../fit-worker.ts", import.meta.url);

/** What the fitting thread is started with. */
export interface FitTask {
  readonly segments: readonly SegmentData[];
  /** A space to fold the segments into; absent: one is fitted to them first. */
  readonly space?: FittedSpaceData | undefined;
}

/** A space and its layers of the segments of the task, in their order. */
export interface FitResult {
  readonly space: FittedSpaceData;
  readonly layers: readonly VectorData[];
}

/**
 * Fits and folds in a thread of its own, which ends with it and takes its memory along.
 *
 * @returns `undefined` where the papers have too little in common for a space.
 */
export function fitBeside(
  segments: readonly Segment[],
  space?: FittedSpaceData,
): Promise<FitResult | undefined> {
  return new Promise((resolve, reject) => {
    const workerData: FitTask = { segments: segments.map(dataOf), space };
    const worker = new Worker(entry, { workerData });
    worker.on("message", resolve).on("error", reject);
    worker.on("exit", () => reject(new Error("the fitting thread has ended")));
  });
}
