import { openSegment, type Segment } from "../engine/segment.ts";
import { countLiving } from "../semantic/fitted/sample-papers.ts";
import type { SpaceData } from "../semantic/space-data.ts";
import { createMemoryRelease } from "../threads/release-memory.ts";
import { applyUpdate, bytesLetGo, dataOf } from "./apply-update.ts";
import { createLayerCompletion, isFitted } from "./complete-layers.ts";
import type { IndexState, IndexSummary, IndexUpdate } from "./messages.ts";

/** The index in the one thread that changes it. */
export interface IndexWriter {
  readonly seq: number;
  readonly segments: readonly Segment[];
  readonly spaces: readonly SpaceData[];
  /** What there is now, to be saved; later updates do not change it. */
  state(): IndexState;
  /** Makes an update visible here and to every search that is asked from now on. */
  apply(update: IndexUpdate): void;
}

export function createIndexWriter(
  state: IndexState,
  publish: (update: IndexUpdate, summary: IndexSummary) => void,
): IndexWriter {
  let { seq, spaces } = state;
  let segments: readonly Segment[] = state.segments.map(openSegment);
  const letGo = createMemoryRelease();
  const complete = createLayerCompletion();
  return {
    get seq() {
      return seq;
    },
    get segments() {
      return segments;
    },
    get spaces() {
      return spaces;
    },
    state: () => ({ seq, spaces, segments: segments.map(dataOf) }),
    apply: (update) => {
      const before = segments;
      spaces = update.spaces ?? spaces;
      const whole = { ...update, put: complete(update.put, spaces) };
      segments = applyUpdate(before, whole);
      seq = update.seq;
      publish(whole, summarise({ seq, segments, spaces }));
      letGo(bytesLetGo(before, segments));
    },
  };
}

/** What is told of an index to threads that do not have it. */
export function summarise({
  seq,
  segments,
  spaces,
}: Pick<IndexState, "seq" | "spaces"> & { readonly segments: readonly Segment[] }): IndexSummary {
  const fitted = spaces.find(isFitted);
  return {
    seq,
    papers: countLiving(segments),
    ...(fitted && { fitted: { identity: fitted.identity, papers: fitted.papers } }),
  };
}

/** A segment from which some more of its documents are gone; what others read is left as it is. */
export function withoutDocuments(segment: Segment, documents: Iterable<number>) {
  const deleted = new Uint8Array(new SharedArrayBuffer(segment.deleted.length));
  deleted.set(segment.deleted);
  for (const document of documents) deleted[document] = 1;
  return { ...dataOf(segment), deleted };
}
