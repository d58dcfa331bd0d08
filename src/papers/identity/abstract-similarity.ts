import { foldLetters } from "../names/fold.ts";

/** Words per shingle. */
const SHINGLE_WORDS = 3;
/** Below this many words, as in scripts without spaces, shingles are runs of characters. */
const MIN_WORDS = 8;
const SHINGLE_CHARACTERS = 6;

/** The overlapping word triples of a text, folded: what is left of it whatever its mark-up. */
export type Shingles = ReadonlySet<string>;

export function shinglesOf(text: string): Shingles {
  const words = foldLetters(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length < MIN_WORDS) return characterShingles(words.join(""));
  const shingles = new Set<string>();
  for (let start = 0; start + SHINGLE_WORDS <= words.length; start++) {
    shingles.add(`${words[start]} ${words[start + 1]} ${words[start + 2]}`);
  }
  return shingles;
}

function characterShingles(text: string): Shingles {
  const shingles = new Set<string>();
  const last = Math.max(text.length - SHINGLE_CHARACTERS, 0);
  for (let start = 0; start <= last && text !== ""; start++) {
    shingles.add(text.slice(start, start + SHINGLE_CHARACTERS));
  }
  return shingles;
}

/**
 * Share of the smaller text's shingles that the other has, 0 to 1: a text cut short is like
 * the whole. Two abstracts of one paper are rarely below .3, two papers' never above .12.
 */
export function containment(a: Shingles, b: Shingles): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  if (small.size === 0) return 0;
  let shared = 0;
  for (const shingle of small) if (large.has(shingle)) shared++;
  return shared / small.size;
}
