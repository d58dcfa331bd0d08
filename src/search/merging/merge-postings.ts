import { COUNTS_MASK, DOCUMENT_SHIFT } from "../engine/posting.ts";
import type { PostingLists } from "../engine/posting-builder.ts";
import { GONE, type MergePart } from "./live-documents.ts";

/** @param places for each part: old term → new term. */
export function mergePostings(
  parts: readonly MergePart[],
  places: readonly Uint32Array[],
  termCount: number,
): PostingLists {
  const offsets = new Uint32Array(termCount + 1);
  for (const [at, part] of parts.entries()) {
    visitPostings(part, (term) => {
      offsets[places[at]![term]! + 1]!++;
    });
  }
  for (let term = 0; term < termCount; term++) offsets[term + 1]! += offsets[term]!;
  const next = offsets.slice();
  const postings = new Uint32Array(offsets[termCount]!);
  for (const [at, part] of parts.entries()) {
    const placeOf = places[at]!;
    visitPostings(part, (term, posting) => {
      postings[next[placeOf[term]!]!++] = posting;
    });
  }
  return { postings, postingOffsets: offsets };
}

/** Calls back with each living posting under its new document number. */
function visitPostings(
  { segment, renumbered }: MergePart,
  visit: (term: number, posting: number) => void,
): void {
  const { postings, postingOffsets } = segment.columns;
  for (let term = 0; term + 1 < postingOffsets.length; term++) {
    for (let at = postingOffsets[term]!; at < postingOffsets[term + 1]!; at++) {
      const posting = postings[at]!;
      const document = renumbered[posting >>> DOCUMENT_SHIFT]!;
      if (document !== GONE) visit(term, (document << DOCUMENT_SHIFT) | (posting & COUNTS_MASK));
    }
  }
}
