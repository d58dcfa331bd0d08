import { phraseTokens } from "../query/analyse-query.ts";
import { textTerm } from "../text/terms.ts";
import { type IndexView, segmentOf } from "./index-view.ts";
import { TITLE_COVER } from "./scoring.ts";
import type { Segment } from "./segment.ts";
import { BREAK } from "./stream.ts";
import { findString } from "./string-table.ts";
import { countBits } from "./word-signs.ts";

/** A longer text is no title someone remembers. */
const MOST_WORDS = 24;
/** Bytes of a stream in which the words of a title are looked for. */
const TITLE_BYTES = 96;
/** Part of the best score by words that a paper needs for its title to be looked at. */
const LEAST_SHARE = 0.5;

/** The words of a query in their order, stop words too, as the index may have them in a title. */
export function titleTerms(text: string, correctionOf: (term: string) => string): string[] {
  const tokens = phraseTokens(text);
  if (tokens.length < 2 || tokens.length > MOST_WORDS) return [];
  return tokens.map(textTerm).map(correctionOf);
}

/**
 * What each document gets for having nearly the query as its title: the share of the query
 * that is in the title in the same order, times the share of the title that this is, squared
 * so that a few words in common are next to nothing. A title remembered in part leads so.
 */
export function coverTitles(
  view: IndexView,
  terms: readonly string[],
  { documents, words }: { readonly documents: Uint32Array; readonly words: Float64Array },
): Float64Array {
  const bonuses = new Float64Array(documents.length);
  if (terms.length === 0) return bonuses;
  const bonusOf = titleBonuses(view, terms);
  const least = leastWords(words);
  for (let at = 0; at < documents.length; at++) {
    if (words[at]! >= least) bonuses[at] = bonusOf(documents[at]!, 0);
  }
  return bonuses;
}

/**
 * The same for one document after another; 0 without reading the title where, by its length,
 * it cannot be as much as `least`.
 */
export function titleBonuses(
  view: IndexView,
  terms: readonly string[],
): (document: number, least: number) => number {
  const asked = terms.length;
  const patterns = view.segments.map((segment) => codesOfTerms(segment, terms));
  return (document, least) => {
    const index = segmentOf(view, document);
    const segment = view.segments[index]!;
    const local = document - view.bases[index]!;
    const words = segment.columns.titleLength[local]!;
    if (coverBonus(Math.min(words, asked), asked, words) < least) return 0;
    const { common, length } = compareTitle(segment, local, patterns[index]!);
    return coverBonus(common, asked, length);
  };
}

/** The score by words below which a paper has too few of them to be the one meant. */
export function leastWords(words: ArrayLike<number>): number {
  let best = 0;
  for (let at = 0; at < words.length; at++) best = Math.max(best, words[at]!);
  return LEAST_SHARE * best;
}

/**
 * What a title gets of `length` words that has `common` of those asked for, in their order.
 */
export function coverBonus(common: number, asked: number, length: number): number {
  if (length === 0) return 0;
  const cover = (common * common) / (asked * length);
  return TITLE_COVER * cover * cover;
}

/** Codes of terms in a segment; a break, which no title holds, for those it does not know. */
function codesOfTerms(segment: Segment, terms: readonly string[]): Uint32Array {
  return Uint32Array.from(terms, (term) => {
    const place = findString(segment.terms, term);
    return place < 0 ? BREAK : segment.columns.termCode[place]!;
  });
}

/** Words of a title, 0 for one too long, and how many of the pattern are in it in order. */
function compareTitle(
  segment: Segment,
  document: number,
  pattern: Uint32Array,
): { readonly common: number; readonly length: number } {
  const { stream, streamOffsets } = segment.columns;
  const start = streamOffsets[document]!;
  const end = Math.min(streamOffsets[document + 1]!, start + TITLE_BYTES);
  // A bit per word of the pattern; those at 0 are the longest sequence in common so far
  // (Crochemore et al. 2001: the table of lengths, a row at a time in one number).
  let open = 2 ** pattern.length - 1;
  let length = 0;
  let code = 0;
  let isWhole = false;
  for (let at = start; at < end; at++) {
    const byte = stream[at]!;
    code = (code << 7) | (byte & 0x7f);
    if (byte < 0x80) continue;
    isWhole = code === BREAK;
    if (isWhole) break;
    length++;
    let same = 0;
    for (let word = 0; word < pattern.length; word++) if (pattern[word] === code) same |= 1 << word;
    if (same !== 0) open = (open + (open & same)) | (open & ~same);
    code = 0;
  }
  const common = pattern.length - countBits(open & (2 ** pattern.length - 1));
  return { common, length: isWhole ? length : 0 };
}
