import { parentPort, workerData } from "node:worker_threads";
import { openSegment } from "./engine/segment.ts";
import type { FitResult, FitTask } from "./indexing/fit-beside.ts";
import { fitSpace } from "./semantic/fitted/fit-space.ts";
import { openFittedSpace } from "./semantic/fitted/fitted-space.ts";
import { foldSegment } from "./semantic/fitted/fold-segment.ts";
import { letOthersGoFirst } from "./threads/priority.ts";

/** Fits a space to the papers once, behind searches and indexing, and ends. */
const task = workerData as FitTask;
letOthersGoFirst(10);
const segments = task.segments.map(openSegment);
const space = task.space ?? fitSpace(segments);
const layers = space ? segments.map((segment) => foldSegment(openFittedSpace(space), segment)) : [];
const result: FitResult | undefined = space && { space, layers };
parentPort!.postMessage(result);
