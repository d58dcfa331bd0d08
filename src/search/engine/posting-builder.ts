import { GrowableUint32 } from "./growable.ts";
import { addOccurrence, DOCUMENT_SHIFT } from "./posting.ts";

/** Postings by sorted term. */
export interface PostingLists {
  readonly postings: Uint32Array;
  readonly postingOffsets: Uint32Array;
}

/** Counts terms per document in the order in which the documents come. */
export interface PostingBuilder {
  /** Counts one occurrence of `term` (a number of the interner) in the current document. */
  count(term: number, unit: number): void;
  nextDocument(): void;
  /** @param placeOf number of the interner → sorted place. */
  finish(placeOf: Uint32Array, termCount: number): PostingLists;
}

export function createPostingBuilder(): PostingBuilder {
  const terms = new GrowableUint32();
  const postings = new GrowableUint32();
  /** Term → its entry in the current document plus one; older entries lie before `documentStart`. */
  const latest = new GrowableUint32();
  let documentStart = 0;
  let document = 0;
  return {
    count: (term, unit) => {
      latest.reach(term);
      const entry = latest.values[term]! - 1;
      if (entry >= documentStart) {
        postings.values[entry] = addOccurrence(postings.values[entry]!, unit);
        return;
      }
      terms.push(term);
      postings.push((document << DOCUMENT_SHIFT) | unit);
      latest.values[term] = postings.length;
    },
    nextDocument: () => {
      document++;
      documentStart = postings.length;
    },
    finish: (placeOf, termCount) => {
      const offsets = new Uint32Array(termCount + 1);
      const entryTerms = terms.view();
      for (const term of entryTerms) offsets[placeOf[term]! + 1]!++;
      for (let at = 0; at < termCount; at++) offsets[at + 1]! += offsets[at]!;
      const next = offsets.slice();
      const sorted = new Uint32Array(entryTerms.length);
      for (let entry = 0; entry < entryTerms.length; entry++) {
        const place = placeOf[entryTerms[entry]!]!;
        sorted[next[place]!++] = postings.values[entry]!;
      }
      return { postings: sorted, postingOffsets: offsets };
    },
  };
}

/**
 * Terms by how many documents hold them, most first, those in `stops` before all others; and
 * each term's place in that order.
 */
export function rankTerms(
  postingOffsets: Uint32Array,
  stops: ReadonlySet<number>,
): {
  codeTerm: Uint32Array;
  termCode: Uint32Array;
} {
  const count = postingOffsets.length - 1;
  const codeTerm = Uint32Array.from({ length: count }, (_, term) => term);
  const frequency = (term: number) => postingOffsets[term + 1]! - postingOffsets[term]!;
  const isStop = (term: number) => (stops.has(term) ? 1 : 0);
  codeTerm.sort((a, b) => isStop(b) - isStop(a) || frequency(b) - frequency(a) || a - b);
  const termCode = new Uint32Array(count);
  for (let rank = 0; rank < count; rank++) termCode[codeTerm[rank]!] = rank + 1;
  return { codeTerm, termCode };
}
