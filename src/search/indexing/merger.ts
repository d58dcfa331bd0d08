import { randomUUID } from "node:crypto";
import { countDeleted } from "../engine/deleted-count.ts";
import { openSegment, type Segment, type SegmentData } from "../engine/segment.ts";
import { chooseMerge } from "../merging/choose-merge.ts";
import { GONE, renumberDocuments } from "../merging/live-documents.ts";
import { mergeSegments } from "../merging/merge-segments.ts";
import { type IndexWriter, withoutDocuments } from "./index-writer.ts";

/** Papers that are merged at once, between two looks at the change log: a tenth of a second. */
const MOST_HERE = 2_000;
/** What has no memory to be merged gets none by being tried at each new paper. */
const RETRY_MS = 60_000;
/** Papers of the largest segments: more would need as much memory again to be merged. */
const MOST_BESIDE = 250_000;

export interface MergerParts {
  readonly writer: IndexWriter;
  /** `mergeSegments` in another thread. */
  readonly mergeBeside: (name: string, segments: readonly Segment[]) => Promise<SegmentData>;
  /** Told when merging beside begins, and when it has ended. */
  readonly onMerging: (isMerging: boolean) => void;
  /** Told why merging beside has failed. */
  readonly onFailure: (error: unknown) => void;
  /** Least time between such a failure and the next try. Default a minute. */
  readonly retryMs?: number;
}

/** Keeps segments few, and the index following the log while large ones are merged. */
export interface Merger {
  /** Merges small segments, and begins with large ones where that is due. */
  mergeDue(): void;
  /** Resolves when nothing is left to merge. @throws Error as a merge met it. */
  settled(): Promise<void>;
}

export function createMerger(parts: MergerParts): Merger {
  const { writer, mergeBeside, onMerging, onFailure, retryMs = RETRY_MS } = parts;
  let besides: readonly Segment[] = [];
  let run: Promise<void> | undefined;
  let notBeforeMs = 0;
  const dueWithin = (most: number): Segment[] => {
    const busy = new Set(besides.map(({ name }) => name));
    const free = writer.segments.filter(({ name }) => !busy.has(name));
    return chooseMerge(free.map(sizeOf), most).map((at) => free[at]!);
  };
  const mergeHere = (): void => {
    for (let due = dueWithin(MOST_HERE); due.length > 0; due = dueWithin(MOST_HERE)) {
      replaceSegments(writer, due, mergeSegments(randomUUID(), due));
    }
  };
  const mergeAllBeside = async (): Promise<void> => {
    for (let due = dueWithin(MOST_BESIDE); due.length > 0; due = dueWithin(MOST_BESIDE)) {
      besides = due;
      try {
        replaceSegments(writer, due, await mergeBeside(randomUUID(), due));
      } finally {
        besides = [];
      }
      mergeHere();
    }
  };
  return {
    mergeDue: () => {
      mergeHere();
      if (run || performance.now() < notBeforeMs || dueWithin(MOST_BESIDE).length === 0) return;
      onMerging(true);
      run = mergeAllBeside().finally(() => {
        run = undefined;
        onMerging(false);
      });
      // The papers are found all the same.
      run.catch((error: unknown) => {
        notBeforeMs = performance.now() + retryMs;
        onFailure(error);
      });
    },
    settled: async () => run,
  };
}

function sizeOf({ totals, deleted }: Segment) {
  return { documents: totals.documents, deleted: countDeleted(deleted) };
}

/**
 * Puts a merged segment in the place of its parts, without the papers that are gone since
 * the merge began. Parts that have other vectors by now are merged again another time.
 */
function replaceSegments(writer: IndexWriter, parts: readonly Segment[], merged: SegmentData) {
  const byName = new Map(writer.segments.map((segment) => [segment.name, segment]));
  const current = parts.map(({ name }) => byName.get(name));
  if (current.some((segment, at) => segment?.vectors !== parts[at]!.vectors)) return;
  const late = current.some((segment, at) => segment?.deleted !== parts[at]!.deleted)
    ? goneSince(parts, current as Segment[])
    : [];
  const whole = late.length > 0 ? withoutDocuments(openSegment(merged), late) : merged;
  const put = merged.totals.documents > 0 ? [whole] : [];
  writer.apply({ seq: writer.seq, put, dropped: parts.map(({ name }) => name) });
}

/** New numbers of papers that were alive when the merge began. */
function goneSince(parts: readonly Segment[], current: readonly Segment[]): number[] {
  return renumberDocuments(parts).parts.flatMap(({ renumbered }, at) => {
    const { deleted } = current[at]!;
    const gone: number[] = [];
    for (let old = 0; old < renumbered.length; old++) {
      if (deleted[old] === 1 && renumbered[old] !== GONE) gone.push(renumbered[old]!);
    }
    return gone;
  });
}
