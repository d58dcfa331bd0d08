import { totalmem } from "node:os";
import type { PaperId } from "#papers";
import { AppError, type Day } from "#platform";
import type { IndexDocument } from "../engine/engine.ts";
import { openSegment, type Segment } from "../engine/segment.ts";
import { createSegmentBuilder } from "../engine/segment-builder.ts";
import type { SemanticSpace } from "../semantic/space.ts";
import type { CollectionDocument, StreamedCollection } from "./collection.ts";

/** Documents per segment; the answers do not depend on it. */
const SEGMENT_SIZE = 100_000;
/** How often the memory in use is looked at, in documents. */
const LOOK_EVERY = 10_000;
const MEMORY_SHARE = 0.85;
/** Test collections say nothing of days; one day for all keeps age out of the ranking. */
const SAME_DAY = "2000-01-01" as Day;

/**
 * Indexes a collection while it is read, so that its text is never in memory as a whole.
 * @throws AppError `unavailable` when the index outgrows the memory of the machine.
 */
export async function buildCollection(
  { name, documents }: Pick<StreamedCollection, "name" | "documents">,
  spaces: readonly SemanticSpace[],
): Promise<Segment[]> {
  const segments: Segment[] = [];
  let builder = createSegmentBuilder("0", spaces);
  let count = 0;
  for await (const document of documents()) {
    builder.add(toIndexDocument(document));
    count += 1;
    if (count % LOOK_EVERY === 0) checkMemory(name, count);
    if (builder.size < SEGMENT_SIZE) continue;
    segments.push(openSegment(builder.finish()));
    builder = createSegmentBuilder(`${segments.length}`, spaces);
  }
  if (builder.size > 0) segments.push(openSegment(builder.finish()));
  return segments;
}

function checkMemory(name: string, documents: number): void {
  const available = process.constrainedMemory() || totalmem();
  const limit = MEMORY_SHARE * Math.min(available, totalmem());
  if (process.memoryUsage.rss() < limit) return;
  throw new AppError(
    "unavailable",
    `${name} does not fit the memory of this machine: ${Math.round(limit / 2 ** 20)} MB are in use after ${documents} documents. Evaluate a part of its corpus.jsonl, or on a larger machine.`,
  );
}

export function toIndexDocument(document: CollectionDocument): IndexDocument {
  return {
    id: document.id as PaperId,
    title: document.title,
    abstract: document.text,
    authors: document.authors,
    organizations: [],
    categories: [],
    keywords: [],
    date: SAME_DAY,
    has: [],
    upvotes: 0,
    comments: 0,
    citations: 0,
  };
}
