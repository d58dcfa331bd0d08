import { Worker } from "node:worker_threads";
import type { Segment, SegmentData } from "../engine/segment.ts";
import { dataOf } from "./apply-update.ts";

const entry = new URL("../merge-worker.ts", import.meta.url);

/** What the merging thread is started with. */
export interface MergeTask {
  readonly name: string;
  readonly segments: readonly SegmentData[];
}

/** Merges in a thread of its own, which ends with it and takes its memory along. */
export function mergeBeside(name: string, segments: readonly Segment[]): Promise<SegmentData> {
  return new Promise((resolve, reject) => {
    const workerData: MergeTask = { name, segments: segments.map(dataOf) };
    const worker = new Worker(entry, { workerData });
    worker.on("message", resolve).on("error", reject);
    worker.on("exit", () => reject(new Error("the merging thread has ended")));
  });
}
