import { sortKeys } from "../engine/paper-keys.ts";
import { packStrings, stringAt } from "../engine/string-table.ts";
import { copyRows, type Numbers } from "./copy-rows.ts";
import { GONE, type MergePart } from "./live-documents.ts";

/** What a document has one of: id, date, counts, lengths, and the keys that name it. */
export function mergeDocuments(parts: readonly MergePart[], documents: number) {
  const copy = <T extends Numbers>(merged: T, read: (part: MergePart) => T): T => {
    for (const part of parts) copyRows(part, { from: read(part), to: merged, width: 1 });
    return merged;
  };
  const numbers = () => new Uint32Array(documents);
  return {
    ...mergeKeys(parts),
    ...mergeIds(parts, documents),
    tie: copy(numbers(), ({ segment }) => segment.columns.tie),
    day: copy(new Int32Array(documents), ({ segment }) => segment.columns.day),
    has: copy(new Uint8Array(documents), ({ segment }) => segment.columns.has),
    upvotes: copy(numbers(), ({ segment }) => segment.columns.upvotes),
    comments: copy(numbers(), ({ segment }) => segment.columns.comments),
    citations: copy(numbers(), ({ segment }) => segment.columns.citations),
    titleLength: copy(new Uint16Array(documents), ({ segment }) => segment.columns.titleLength),
    abstractLength: copy(
      new Uint16Array(documents),
      ({ segment }) => segment.columns.abstractLength,
    ),
  };
}

function mergeKeys(parts: readonly MergePart[]) {
  const hashes: number[] = [];
  const documents: number[] = [];
  for (const { segment, renumbered } of parts) {
    const { keyHashes, keyDocuments } = segment.columns;
    for (let at = 0; at < keyHashes.length; at++) {
      const document = renumbered[keyDocuments[at]!]!;
      if (document === GONE) continue;
      hashes.push(keyHashes[at]!);
      documents.push(document);
    }
  }
  return sortKeys(Float64Array.from(hashes), Uint32Array.from(documents));
}

function mergeIds(parts: readonly MergePart[], documents: number) {
  const ids = new Array<string>(documents);
  for (const { segment, renumbered } of parts) {
    for (let old = 0; old < renumbered.length; old++) {
      const document = renumbered[old]!;
      if (document !== GONE) ids[document] = stringAt(segment.ids, old);
    }
  }
  const packed = packStrings(ids);
  return { idUnits: packed.units, idOffsets: packed.offsets };
}
