import { accentedTokens, phraseTokens } from "../query/analyse-query.ts";
import { stemIn } from "../text/stem-language.ts";
import { nameFields, nameTerm, textTerm } from "../text/terms.ts";
import { languagesOf } from "./index-languages.ts";
import { intersect, listDocuments } from "./postings.ts";
import type { Segment } from "./segment.ts";
import { readCodes } from "./stream.ts";
import { findString, stringAt } from "./string-table.ts";

let codes = new Uint32Array(4096);

/** The codes of a document's stream, valid until the next call. */
export function codesOf(segment: Segment, document: number): Uint32Array {
  const { stream, streamOffsets } = segment.columns;
  const start = streamOffsets[document]!;
  const end = streamOffsets[document + 1]!;
  if (codes.length < end - start) codes = new Uint32Array(2 * (end - start));
  return codes.subarray(0, readCodes(stream, start, end, codes));
}

/** Documents of `segment` that hold `phrase`, in their text or in one name; ascending. */
export function findPhrase(segment: Segment, phrase: string): number[] {
  const tokens = phraseTokens(phrase);
  if (tokens.length === 0) return [];
  const variants = [
    tokens.map(textTerm),
    ...nameFields.map((field) => tokens.map((token) => nameTerm(field, token))),
    ...foreignVariants(segment, phrase, tokens),
  ];
  const found = new Set<number>();
  for (const terms of variants) {
    for (const document of findSequence(segment, terms)) found.add(document);
  }
  return [...found].sort((a, b) => a - b);
}

/** The phrase in the other languages of a segment: by their stems, and as it is printed. */
function foreignVariants(segment: Segment, phrase: string, tokens: readonly string[]): string[][] {
  const languages = languagesOf(segment);
  if (languages.length === 0) return [];
  const accented = accentedTokens(phrase);
  const variants = languages.map((language) => accented.map((token) => stemIn(language, token)));
  const surfaces = tokens.map((token) => findString(segment.surfaces, token));
  if (surfaces.includes(-1)) return variants;
  const { surfaceTerm } = segment.columns;
  return [...variants, surfaces.map((place) => stringAt(segment.terms, surfaceTerm[place]!))];
}

function findSequence(segment: Segment, terms: readonly string[]): Uint32Array {
  const places = terms.map((term) => findString(segment.terms, term));
  if (places.includes(-1)) return new Uint32Array(0);
  const lists = [...new Set(places)]
    .map((place) => listDocuments(segment, place))
    .sort((a, b) => a.length - b.length);
  const candidates = lists.reduce(intersect);
  if (places.length === 1) return candidates;
  const pattern = places.map((place) => segment.columns.termCode[place]!);
  return candidates.filter((document) => holdsSequence(codesOf(segment, document), pattern));
}

function holdsSequence(text: Uint32Array, pattern: readonly number[]): boolean {
  const first = pattern[0]!;
  for (let at = text.indexOf(first); at >= 0; at = text.indexOf(first, at + 1)) {
    let length = 1;
    while (length < pattern.length && text[at + length] === pattern[length]) length++;
    if (length === pattern.length) return true;
  }
  return false;
}
