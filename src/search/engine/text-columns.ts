import type { Abbreviation } from "../text/abbreviations.ts";
import { foldCase, foldText } from "../text/fold.ts";
import type { Language } from "../text/languages.ts";
import { abbreviationTerm, languageTerm, type NameField, nameTerm } from "../text/terms.ts";
import { visitTokens } from "../text/tokens.ts";
import { GrowableBytes, GrowableUint32 } from "./growable.ts";
import { createPostingBuilder, type PostingBuilder, rankTerms } from "./posting-builder.ts";
import { findStops } from "./stop-codes.ts";
import { BREAK, beginStream, pushCode } from "./stream.ts";
import { countStrings } from "./string-table.ts";
import { createTermInterner, type InternedTerms } from "./term-interner.ts";

/** Gathers the words of documents: postings, and the texts themselves as streams of codes. */
export function createTextColumns() {
  const interner = createTermInterner();
  const postings = createPostingBuilder();
  const words = new GrowableUint32(1 << 16);
  const starts = new GrowableUint32();
  starts.push(0);

  const breakStream = () => words.push(BREAK);
  /** Returns the number of words. A text is English where no language is given. */
  const addText = (text: string, unit: number, language?: Language): number => {
    const before = words.length;
    const termOf = language
      ? (token: string) => interner.ofWordIn(language, token)
      : interner.ofWord;
    visitTokens(
      language ? foldCase(text) : foldText(text),
      (token) => {
        const term = termOf(token);
        words.push(term);
        postings.count(term, unit);
      },
      (joined) => postings.count(termOf(joined), unit),
    );
    breakStream();
    return words.length - before - 1;
  };
  const addName = (field: NameField, name: string, unit: number): void => {
    const visit = (token: string) => {
      const term = interner.ofTerm(nameTerm(field, token));
      words.push(term);
      postings.count(term, unit);
    };
    visitTokens(foldText(name), visit, () => {});
    breakStream();
  };
  /** Marks the document as one of another language than English; not a word of its text. */
  const addLanguage = (language: Language, unit: number): void => {
    postings.count(interner.ofTerm(languageTerm(language)), unit);
  };
  /** Notes that the document introduces a short form; not a word of its text. */
  const addAbbreviation = (one: Abbreviation, unit: number): void => {
    postings.count(interner.ofTerm(abbreviationTerm(one)), unit);
  };
  const nextDocument = () => {
    starts.push(words.length);
    postings.nextDocument();
  };
  const finish = () => encodeText(interner.finish(), postings, words.view(), starts.view());
  return { addText, addName, addLanguage, addAbbreviation, nextDocument, finish };
}

function encodeText(
  { placeOf, terms, surfaces, ...rest }: InternedTerms,
  postings: PostingBuilder,
  words: Uint32Array,
  starts: Uint32Array,
) {
  const lists = postings.finish(placeOf, countStrings(terms));
  const ranks = rankTerms(lists.postingOffsets, findStops(terms));
  const codeOf = (word: number) => (word === BREAK ? BREAK : ranks.termCode[placeOf[word]!]!);
  return {
    ...lists,
    ...ranks,
    ...rest,
    ...encodeStreams(words, starts, codeOf),
    termUnits: terms.units,
    termOffsets: terms.offsets,
    surfaceUnits: surfaces.units,
    surfaceOffsets: surfaces.offsets,
  };
}

/** Encodes the words of each document; `starts` has one entry more than documents. */
function encodeStreams(
  words: Uint32Array,
  starts: Uint32Array,
  codeOf: (word: number) => number,
): { stream: Uint8Array; streamOffsets: Uint32Array } {
  const bytes = new GrowableBytes(words.length * 2 + 16);
  const streamOffsets = new Uint32Array(starts.length);
  beginStream(bytes);
  streamOffsets[0] = bytes.length;
  for (let document = 0; document + 1 < starts.length; document++) {
    for (let at = starts[document]!; at < starts[document + 1]!; at++) {
      pushCode(bytes, codeOf(words[at]!));
    }
    streamOffsets[document + 1] = bytes.length;
  }
  return { stream: bytes.view(), streamOffsets };
}
