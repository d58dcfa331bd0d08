import { CONTINUATION } from "../vocabulary.ts";
import type { WordCorpus } from "./text-corpus.ts";
import { groupWords, type WordGroup } from "./word-groups.ts";

const MAX_PIECE_LETTERS = 9;
/** Rarer words say too little about how words are built. */
const MIN_TAIL_REACH = 2;
/** Share of the vocabulary that is parts of words, for words it does not list. */
const PIECE_SHARE = 0.12;
/** Forms listed per entry; others reach it through their stem. */
const MAX_FORMS = 5;
const MAX_LETTERS = 120;

/**
 * Entries for `createVocabulary`: the most widespread words, one entry per stem, then parts
 * that spell the others, and single letters, so that any word can be spelt.
 */
export function learnVocabulary(corpus: WordCorpus, size: number): string[] {
  const groups = groupWords(corpus);
  const letters = singleLetters(groups);
  const pieceCount = Math.floor(size * PIECE_SHARE);
  const wordCount = Math.max(0, size - pieceCount - letters.length);
  const listed = groups.slice(0, wordCount);
  const taken = new Set(letters);
  const entries = [...letters];
  for (const group of listed) {
    const forms = [group.stem, ...group.words.slice(0, MAX_FORMS)].filter(
      (form) => !taken.has(form),
    );
    for (const form of forms) taken.add(form);
    if (forms.length > 0) entries.push([...new Set(forms)].join(" "));
  }
  for (const piece of bestPieces(groups.slice(wordCount), taken)) {
    if (entries.length >= size) break;
    entries.push(piece);
  }
  return entries;
}

function singleLetters(groups: readonly WordGroup[]): string[] {
  const letters = new Set<string>("abcdefghijklmnopqrstuvwxyz0123456789");
  for (const { words } of groups) {
    if (letters.size >= MAX_LETTERS) break;
    for (const letter of words[0]!) letters.add(letter);
  }
  return [...letters].flatMap((letter) => [letter, CONTINUATION + letter]);
}

/** Substrings of the words left over, those that save the most letters first. */
function bestPieces(groups: readonly WordGroup[], taken: ReadonlySet<string>): string[] {
  const gains = new Map<string, number>();
  for (const { stem, reach } of groups) {
    if (reach < MIN_TAIL_REACH) break;
    addSubstrings(stem, Math.sqrt(reach), gains);
  }
  return [...gains]
    .filter(([piece]) => !taken.has(piece))
    .sort(([a, gainA], [b, gainB]) => gainB - gainA || (a < b ? -1 : 1))
    .map(([piece]) => piece);
}

function addSubstrings(word: string, weight: number, gains: Map<string, number>): void {
  for (let from = 0; from < word.length; from += 1) {
    const prefix = from === 0 ? "" : CONTINUATION;
    const limit = Math.min(word.length, from + MAX_PIECE_LETTERS);
    for (let to = from + 2; to <= limit; to += 1) {
      const piece = prefix + word.slice(from, to);
      gains.set(piece, (gains.get(piece) ?? 0) + weight * (to - from - 1));
    }
  }
}
