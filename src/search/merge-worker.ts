import { parentPort, workerData } from "node:worker_threads";
import { openSegment } from "./engine/segment.ts";
import type { MergeTask } from "./indexing/merge-beside.ts";
import { mergeSegments } from "./merging/merge-segments.ts";
import { letOthersGoFirst } from "./threads/priority.ts";

/** Merges large segments once, behind all else that wants a core, and ends. */
const { name, segments } = workerData as MergeTask;
letOthersGoFirst(15);
parentPort!.postMessage(mergeSegments(name, segments.map(openSegment)));
