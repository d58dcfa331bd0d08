import { stemIn } from "../text/stem-language.ts";
import { nameFields, nameTerm } from "../text/terms.ts";
import { languagesOf } from "./index-languages.ts";
import type { IndexView } from "./index-view.ts";
import { inverseFrequency } from "./scoring.ts";
import type { Segment } from "./segment.ts";
import { findString } from "./string-table.ts";

/** A word of the query as this index knows it. */
export interface ResolvedTerm {
  readonly token: string;
  readonly written?: string;
  readonly term: string;
  readonly weight: number;
  /** Papers that hold it, in their text or among their names. */
  readonly frequency: number;
  readonly idf: number;
  /**
   * Per segment the places of its terms in the dictionary: text first, if there is one, then
   * the stems of other languages, then names.
   */
  readonly places: readonly (readonly number[])[];
  /** Per segment the place of the text term alone, or -1. */
  readonly textPlaces: readonly number[];
}

export function resolveTerm(
  view: IndexView,
  word: {
    readonly token: string;
    readonly term: string;
    readonly weight: number;
    readonly written?: string;
  },
): ResolvedTerm {
  const textPlaces = view.segments.map((segment) => findString(segment.terms, word.term));
  const names = nameFields.map((field) => nameTerm(field, word.token));
  let frequency = 0;
  const places = view.segments.map((segment, at) => {
    const text = [textPlaces[at]!, ...foreignPlaces(segment, word)];
    const found = [...text, ...names.map((name) => findString(segment.terms, name))];
    const known = found.filter((place, index) => place >= 0 && found.indexOf(place) === index);
    for (const place of known) frequency += frequencyAt(segment, place);
    return known;
  });
  const documents = view.statistics.documents;
  const idf = inverseFrequency(documents, Math.min(frequency, documents));
  return { ...word, frequency, idf, places, textPlaces };
}

/** Places of the word's stems in the other languages of a segment; mostly there are none. */
function foreignPlaces(
  segment: Segment,
  word: { readonly token: string; readonly written?: string },
): number[] {
  const languages = languagesOf(segment);
  if (languages.length === 0) return [];
  const places = languages.map((language) =>
    findString(segment.terms, stemIn(language, word.written ?? word.token)),
  );
  // Typed without the accents by which its ending is known, it is found by how it is printed.
  const surface = findString(segment.surfaces, word.token);
  return surface < 0 ? places : [...places, segment.columns.surfaceTerm[surface]!];
}

/** Number of papers in the posting list at `place`. */
export function frequencyAt(segment: Segment, place: number): number {
  const { postingOffsets } = segment.columns;
  return postingOffsets[place + 1]! - postingOffsets[place]!;
}
