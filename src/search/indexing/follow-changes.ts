import { randomUUID } from "node:crypto";
import type { PaperId, PaperReader, PaperWithTally } from "#papers";
import { hashString } from "../engine/hash.ts";
import { findKey } from "../engine/paper-keys.ts";
import type { Segment, SegmentData } from "../engine/segment.ts";
import { createSegmentBuilder, type SegmentBuilder } from "../engine/segment-builder.ts";
import { stringAt } from "../engine/string-table.ts";
import type { SemanticSpace } from "../semantic/space.ts";
import { type IndexWriter, withoutDocuments } from "./index-writer.ts";
import type { IndexUpdate } from "./messages.ts";
import { toDocument } from "./to-document.ts";

/** Changes read at once. */
const PAGE_SIZE = 500;
/** Papers after which a segment is handed over, so that a long run is searchable early. */
const SEGMENT_SIZE = 8_000;
/** Time after which papers are handed over when the end of the log is near but keeps moving. */
const PATIENCE_MS = 200;

export interface FollowParts {
  readonly papers: Pick<PaperReader, "changedPapersSince">;
  /** Those that make vectors of a paper's text. */
  readonly spaces: readonly SemanticSpace[];
  readonly writer: IndexWriter;
}

/**
 * Brings an index up to the end of the change log. Between two updates the index is
 * consistent: it shows each paper as it was at the update's position of the log.
 */
export async function followChanges({ papers, spaces, writer }: FollowParts): Promise<void> {
  let seq = writer.seq;
  let draft = createDraft(spaces);
  let begunAtMs = performance.now();
  const flush = (): void => {
    if (!draft.isEmpty) writer.apply(draft.finish(seq, writer.segments));
    draft = createDraft(spaces);
    begunAtMs = performance.now();
  };
  for (;;) {
    const changes = await papers.changedPapersSince(seq, PAGE_SIZE);
    if (changes.seq === seq) break;
    for (const id of changes.removed) draft.strike(id);
    for (const paper of changes.papers) draft.put(paper);
    const isNearEnd = changes.seq - seq < PAGE_SIZE;
    seq = changes.seq;
    const isOverdue = isNearEnd && performance.now() - begunAtMs > PATIENCE_MS;
    if (draft.size >= SEGMENT_SIZE || isOverdue) flush();
  }
  flush();
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
      const put = strikeOut(segments, struck);
      if (builder.size > 0) {
        const added = builder.finish();
        for (const place of outdated) added.deleted[place] = 1;
        put.push(added);
      }
      return { seq, put, dropped: [] };
    },
  };
}

/** Segments that hold older versions of papers, without them. */
function strikeOut(segments: readonly Segment[], ids: ReadonlySet<PaperId>): SegmentData[] {
  const hashes = Array.from(ids, (id) => [id, hashString(`id:${id.toLowerCase()}`)] as const);
  return segments.flatMap((segment) => {
    const { keyHashes, keyDocuments } = segment.columns;
    const documents: number[] = [];
    for (const [id, hash] of hashes) {
      for (const at of findKey(keyHashes, keyDocuments, hash)) {
        if (segment.deleted[at] === 0 && stringAt(segment.ids, at) === id) documents.push(at);
      }
    }
    return documents.length > 0 ? [withoutDocuments(segment, documents)] : [];
  });
}
