import { dayNumber } from "./day-number.ts";
import type { IndexDocument } from "./engine.ts";
import { GrowableUint32 } from "./growable.ts";
import { hasBits } from "./has-flags.ts";
import { hashString } from "./hash.ts";
import { keysOf, sortKeys } from "./paper-keys.ts";
import { packStrings } from "./string-table.ts";

/** Gathers what a document has one of: id, date, counts, the keys that name it. */
export function createDocumentColumns() {
  const ids: string[] = [];
  const days: number[] = [];
  const hashes: number[] = [];
  const hashDocuments = new GrowableUint32();
  const has = new GrowableUint32();
  const upvotes = new GrowableUint32();
  const comments = new GrowableUint32();
  const citations = new GrowableUint32();
  return {
    add: (document: IndexDocument) => {
      for (const hash of keysOf(document)) {
        hashes.push(hash);
        hashDocuments.push(ids.length);
      }
      ids.push(document.id);
      days.push(dayNumber(document.date));
      has.push(hasBits(document.has));
      upvotes.push(Math.max(0, document.upvotes));
      comments.push(Math.max(0, document.comments));
      citations.push(Math.max(0, document.citations));
    },
    finish: () => {
      const packed = packStrings(ids);
      return {
        ...sortKeys(Float64Array.from(hashes), hashDocuments.view()),
        idUnits: packed.units,
        idOffsets: packed.offsets,
        tie: Uint32Array.from(ids, hashString),
        day: Int32Array.from(days),
        has: Uint8Array.from(has.view()),
        upvotes: upvotes.view().slice(),
        comments: comments.view().slice(),
        citations: citations.view().slice(),
      };
    },
  };
}
