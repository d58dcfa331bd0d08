import { nameFields, nameTerm } from "../text/terms.ts";
import type { IndexView } from "./index-view.ts";
import { inverseFrequency } from "./scoring.ts";
import type { Segment } from "./segment.ts";
import { findString } from "./string-table.ts";

/** A word of the query as this index knows it. */
export interface ResolvedTerm {
  readonly token: string;
  readonly term: string;
  readonly weight: number;
  /** Papers that hold it, in their text or among their names. */
  readonly frequency: number;
  readonly idf: number;
  /** Per segment the places of its terms in the dictionary: text first, if there is one. */
  readonly places: readonly (readonly number[])[];
  /** Per segment the place of the text term alone, or -1. */
  readonly textPlaces: readonly number[];
}

export function resolveTerm(
  view: IndexView,
  word: { readonly token: string; readonly term: string; readonly weight: number },
): ResolvedTerm {
  const textPlaces = view.segments.map((segment) => findString(segment.terms, word.term));
  const names = nameFields.map((field) => nameTerm(field, word.token));
  let frequency = 0;
  const places = view.segments.map((segment, at) => {
    const found = [textPlaces[at]!, ...names.map((name) => findString(segment.terms, name))];
    const known = found.filter((place) => place >= 0);
    for (const place of known) frequency += frequencyAt(segment, place);
    return known;
  });
  const documents = view.statistics.documents;
  const idf = inverseFrequency(documents, Math.min(frequency, documents));
  return { ...word, frequency, idf, places, textPlaces };
}

/** Number of papers in the posting list at `place`. */
export function frequencyAt(segment: Segment, place: number): number {
  const { postingOffsets } = segment.columns;
  return postingOffsets[place + 1]! - postingOffsets[place]!;
}
