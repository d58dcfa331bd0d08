import { randomUUID } from "node:crypto";
import type { PaperId, PaperReader, PaperWithTally } from "#papers";
import { hashString } from "../engine/hash.ts";
import { findKey } from "../engine/paper-keys.ts";
import { openSegment, type Segment } from "../engine/segment.ts";
import { createSegmentBuilder, type SegmentBuilder } from "../engine/segment-builder.ts";
import { stringAt } from "../engine/string-table.ts";
import { chooseMerge } from "../merging/choose-merge.ts";
import { mergeSegments } from "../merging/merge-segments.ts";
import type { SemanticSpace } from "../semantic/space.ts";
import type { IndexState, IndexUpdate } from "./messages.ts";
import { toDocument } from "./to-document.ts";

/** Changes read at once. */
const PAGE_SIZE = 500;
/** Papers after which a segment is handed over, so that a long run is searchable early. */
const SEGMENT_SIZE = 8_000;

export interface FollowParts {
  readonly papers: Pick<PaperReader, "changedPapersSince">;
  /** Those that make vectors of a paper's text. */
  readonly spaces: readonly SemanticSpace[];
  /** Makes an update visible to searches; resolves when it is. */
  readonly publish: (update: IndexUpdate) => Promise<void>;
}

/**
 * Brings an index up to the end of the change log, then merges segments where there are
 * too many. Between two updates the index is consistent: it shows each paper as it was at
 * the update's position of the log.
 */
export async function followChanges(parts: FollowParts, state: IndexState): Promise<void> {
  let segments = state.segments.map(openSegment);
  let seq = state.seq;
  let draft = createDraft(parts.spaces);
  const flush = async (): Promise<void> => {
    const update = draft.finish(seq, segments);
    draft = createDraft(parts.spaces);
    await parts.publish(update);
    segments = [...segments, ...update.added.map(openSegment)];
  };
  for (;;) {
    const changes = await parts.papers.changedPapersSince(seq, PAGE_SIZE);
    if (changes.seq === seq) break;
    for (const id of changes.removed) draft.strike(id);
    for (const paper of changes.papers) draft.put(paper);
    seq = changes.seq;
    if (draft.size >= SEGMENT_SIZE) await flush();
  }
  if (seq !== state.seq && !draft.isEmpty) await flush();
  await mergeWhereDue(parts, segments, seq);
}

async function mergeWhereDue(
  parts: FollowParts,
  segments: readonly Segment[],
  seq: number,
): Promise<void> {
  const sizes = segments.map(({ totals, deleted }) => {
    return { documents: totals.documents, deleted: deleted.reduce((sum, bit) => sum + bit, 0) };
  });
  const chosen = chooseMerge(sizes).map((at) => segments[at]!);
  if (chosen.length === 0) return;
  const merged = mergeSegments(randomUUID(), chosen);
  const dropped = chosen.map(({ name }) => name);
  const added = merged.totals.documents > 0 ? [merged] : [];
  await parts.publish({ seq, added, dropped, struck: [] });
}

/** Papers gathered for one update, and ids whose older versions it strikes out. */
function createDraft(spaces: readonly SemanticSpace[]) {
  const builder: SegmentBuilder = createSegmentBuilder(randomUUID(), spaces);
  /** Where the newest version of a paper stands in the draft. */
  const places = new Map<PaperId, number>();
  const outdated: number[] = [];
  const struck = new Set<PaperId>();
  const strike = (id: PaperId): void => {
    const place = places.get(id);
    if (place !== undefined) outdated.push(place);
    places.delete(id);
    struck.add(id);
  };
  return {
    get size() {
      return builder.size;
    },
    get isEmpty() {
      return struck.size === 0;
    },
    strike,
    put: (paper: PaperWithTally) => {
      strike(paper.id);
      places.set(paper.id, builder.size);
      builder.add(toDocument(paper));
    },
    finish: (seq: number, segments: readonly Segment[]): IndexUpdate => {
      const added = builder.size > 0 ? [builder.finish()] : [];
      for (const place of outdated) added[0]!.deleted[place] = 1;
      return { seq, added, dropped: [], struck: locateOld(segments, struck) };
    },
  };
}

/** Where older versions of papers stand. */
function locateOld(segments: readonly Segment[], ids: ReadonlySet<PaperId>): IndexUpdate["struck"] {
  const struck = segments.map((segment) => {
    const { keyHashes, keyDocuments } = segment.columns;
    const documents: number[] = [];
    for (const id of ids) {
      for (const at of findKey(keyHashes, keyDocuments, hashString(`id:${id.toLowerCase()}`))) {
        if (segment.deleted[at] === 0 && stringAt(segment.ids, at) === id) documents.push(at);
      }
    }
    return { segment: segment.name, documents };
  });
  return struck.filter(({ documents }) => documents.length > 0);
}
