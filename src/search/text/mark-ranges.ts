import { foldCase, foldText } from "./fold.ts";
import type { Language } from "./languages.ts";
import { languages, stemIn } from "./stem-language.ts";
import { textTerm } from "./terms.ts";
import { visitTokens } from "./tokens.ts";

/** A stretch `[start, end)` of a text, in UTF-16 code units. */
export type Range = [start: number, end: number];

/** Words with the hyphens inside them; ideographs one by one. */
const WORDS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{N}\p{M}]+(?:(?:[-\u2010-\u2015]|(?<=\p{N})\.(?=\p{N}))[\p{L}\p{N}\p{M}]+)*(?:\+\+|#)?/gu;
const HYPHEN = /[-\u2010-\u2015]/;
const PARTS = /[^-\u2010-\u2015]+/gu;

interface Word {
  readonly text: string;
  readonly term: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Where the terms of an answer occur in a plain text, for marking: any form of a word, with
 * or without its hyphen; a term of several words (a quoted phrase) only where they stand
 * side by side. Sorted, not overlapping.
 *
 * @param terms as in `SearchAnswer.terms`: English stems, and stems of other languages behind
 *   the language's code and a colon.
 */
export function markRanges(plainText: string, terms: readonly string[]): Range[] {
  const single = new Set(terms.filter((term) => !term.includes(" ")));
  const phrases = terms.filter((term) => term.includes(" ")).map((term) => term.split(" "));
  if (single.size === 0 && phrases.length === 0) return [];
  const foreign = languages.filter((one) => terms.some((term) => term.startsWith(`${one}:`)));
  const is = (word: Word, term: string): boolean =>
    word.term === term || foreign.some((one) => foreignTerm(one, word.text) === term);
  const words: Word[] = [];
  const ranges: Range[] = [];
  for (const match of plainText.matchAll(WORDS)) {
    const start = match.index;
    const end = start + match[0].length;
    const parts = partsOf(match[0], start);
    words.push(...parts);
    if (parts.length > 1 && single.has(textTerm(parts.map(plainToken).join("")))) {
      ranges.push([start, end]);
    }
  }
  for (const { text, term, start, end } of words) {
    const isMarked = single.has(term) || foreign.some((one) => single.has(foreignTerm(one, text)));
    if (isMarked) ranges.push([start, end]);
  }
  for (const phrase of phrases) ranges.push(...phraseRanges(words, phrase, is));
  return joinRanges(ranges);

  function plainToken({ start, end }: Word): string {
    return foldText(plainText.slice(start, end));
  }
}

function partsOf(word: string, offset: number): Word[] {
  if (!HYPHEN.test(word)) {
    return [{ text: word, term: termOf(word), start: offset, end: offset + word.length }];
  }
  return Array.from(word.matchAll(PARTS), (part) => {
    const start = offset + part.index;
    return { text: part[0], term: termOf(part[0]), start, end: start + part[0].length };
  });
}

/** Terms of words met before: the words of abstracts come again and again. */
const known = new Map<string, string>();
const MAX_KNOWN = 20_000;

function termOf(word: string): string {
  return remember(word, () => findTerm(word));
}

/** The term of a word as one of `language`, with the language before it. */
function foreignTerm(language: Language, word: string): string {
  return remember(`${language}:${word}`, () => `${language}:${stemIn(language, foldCase(word))}`);
}

function remember(key: string, find: () => string): string {
  let term = known.get(key);
  if (term === undefined) {
    term = find();
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(key, term);
  }
  return term;
}

/** A word is mostly one token; where folding parts it, it is marked by its first. */
function findTerm(word: string): string {
  let first = "";
  visitTokens(
    foldText(word),
    (token) => {
      first ||= token;
    },
    () => {},
  );
  return textTerm(first);
}

function phraseRanges(
  words: readonly Word[],
  phrase: readonly string[],
  is: (word: Word, term: string) => boolean,
): Range[] {
  const ranges: Range[] = [];
  for (let at = 0; at + phrase.length <= words.length; at++) {
    if (phrase.every((term, offset) => is(words[at + offset]!, term))) {
      ranges.push([words[at]!.start, words[at + phrase.length - 1]!.end]);
    }
  }
  return ranges;
}

function joinRanges(ranges: readonly Range[]): Range[] {
  const sorted = [...ranges].sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  const joined: Range[] = [];
  for (const [start, end] of sorted) {
    const last = joined.at(-1);
    if (last && start < last[1]) last[1] = Math.max(last[1], end);
    else joined.push([start, end]);
  }
  return joined;
}
