/**
 * The English (Porter2) stemmer: removes endings so that forms of one word meet.
 *
 * @see https://snowballstem.org/algorithms/english/stemmer.html
 */

import { step2Endings, step3Endings, step4Endings } from "./stem-endings.ts";
import { invariantAfterPlural, irregularForms } from "./stem-exceptions.ts";

const VOWELS = "aeiouy";
const DOUBLES = new Set(["bb", "dd", "ff", "gg", "mm", "nn", "pp", "rr", "tt"]);
const IFICATION = /ifications?$/;
const LATIN_WORD = /^[a-z']+$/;

/** The stem of a folded token; tokens that hold more than letters a–z are their own stem. */
export function stemWord(token: string): string {
  if (token.length <= 2 || !LATIN_WORD.test(token)) return token;
  const irregular = irregularForms.get(token);
  if (irregular !== undefined) return irregular;
  // `classification` must meet `classify` and `classifier`, which the rules keep apart.
  if (IFICATION.test(token)) return token.replace(IFICATION, "ifi");
  let word = markConsonantY(token);
  const r1 = regionOne(word);
  const r2 = regionAfter(word, r1);
  word = stripPlural(word);
  if (invariantAfterPlural.has(word)) return word;
  word = stripPast(word, r1);
  word = softenY(word);
  word = replaceEnding(word, step2Endings, r1, r2);
  word = replaceEnding(word, step3Endings, r1, r2);
  word = dropEnding(word, r2);
  return dropFinal(word, r1, r2).toLowerCase();
}

function isVowel(word: string, at: number): boolean {
  return VOWELS.includes(word.charAt(at)) && at >= 0 && at < word.length;
}

/** A y that begins the word or follows a vowel is a consonant, written Y until the end. */
function markConsonantY(token: string): string {
  let word = token.startsWith("y") ? `Y${token.slice(1)}` : token;
  for (let at = 1; at < word.length; at++) {
    if (word.charAt(at) === "y" && isVowel(word, at - 1)) {
      word = `${word.slice(0, at)}Y${word.slice(at + 1)}`;
    }
  }
  return word;
}

const FIXED_PREFIX = /^(gener|commun|arsen|past|univers|later|emerg|organ|inter)/;

function regionOne(word: string): number {
  const prefix = FIXED_PREFIX.exec(word);
  return prefix ? prefix[0].length : regionAfter(word, 0);
}

/** Behind the first consonant that follows a vowel, from `start` on. */
function regionAfter(word: string, start: number): number {
  for (let at = start + 1; at < word.length; at++) {
    if (!isVowel(word, at) && isVowel(word, at - 1)) return at + 1;
  }
  return word.length;
}

function hasVowelBefore(word: string, end: number): boolean {
  for (let at = 0; at < end; at++) if (isVowel(word, at)) return true;
  return false;
}

function stripPlural(word: string): string {
  if (word.endsWith("sses")) return word.slice(0, -2);
  if (word.endsWith("ied") || word.endsWith("ies")) return word.slice(0, word.length > 4 ? -2 : -1);
  if (word.endsWith("us") || word.endsWith("ss") || !word.endsWith("s")) return word;
  return hasVowelBefore(word, word.length - 2) ? word.slice(0, -1) : word;
}

function stripPast(word: string, r1: number): string {
  for (const ending of ["eedly", "eed"]) {
    if (!word.endsWith(ending)) continue;
    return word.length - ending.length >= r1 ? `${word.slice(0, -ending.length)}ee` : word;
  }
  for (const ending of ["ingly", "edly", "ing", "ed"]) {
    if (!word.endsWith(ending)) continue;
    const rest = word.slice(0, -ending.length);
    if (ending === "ing" && /^[^aeiouy]y$/.test(rest)) return `${rest.slice(0, -1)}ie`;
    return hasVowelBefore(rest, rest.length) ? mendStem(rest, r1) : word;
  }
  return word;
}

function mendStem(rest: string, r1: number): string {
  if (/(at|bl|iz)$/.test(rest)) return `${rest}e`;
  if (DOUBLES.has(rest.slice(-2))) {
    return /^[aeo](?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(rest) ? rest : rest.slice(0, -1);
  }
  return rest.length <= r1 && endsInShortSyllable(rest) ? `${rest}e` : rest;
}

function endsInShortSyllable(word: string): boolean {
  const last = word.length - 1;
  if (word === "past") return true;
  if (word.length === 2) return isVowel(word, 0) && !isVowel(word, 1);
  if (last < 2 || isVowel(word, last) || !isVowel(word, last - 1) || isVowel(word, last - 2)) {
    return false;
  }
  return !"wxY".includes(word.charAt(last));
}

function softenY(word: string): string {
  const last = word.length - 1;
  if (last < 2 || !/[yY]$/.test(word) || isVowel(word, last - 1)) return word;
  return `${word.slice(0, -1)}i`;
}

type Endings = readonly (readonly [ending: string, replacement: string, behind?: string])[];

/** The longest ending that fits decides, whether or not it may then be replaced. */
function replaceEnding(word: string, endings: Endings, r1: number, r2: number): string {
  for (const [ending, replacement, behind] of endings) {
    if (!word.endsWith(ending)) continue;
    const start = word.length - ending.length;
    const region = behind === "r2" ? r2 : r1;
    if (start < region) return word;
    if (behind !== undefined && behind !== "r2" && !behind.includes(word.charAt(start - 1))) {
      return word;
    }
    return word.slice(0, start) + replacement;
  }
  return word;
}

function dropEnding(word: string, r2: number): string {
  for (const ending of step4Endings) {
    if (!word.endsWith(ending)) continue;
    const start = word.length - ending.length;
    if (start < r2) return word;
    if (ending === "ion" && !"st".includes(word.charAt(start - 1))) return word;
    return word.slice(0, start);
  }
  return word;
}

function dropFinal(word: string, r1: number, r2: number): string {
  const start = word.length - 1;
  if (word.endsWith("e")) {
    const rest = word.slice(0, -1);
    const isDropped = start >= r2 || (start >= r1 && !endsInShortSyllable(rest));
    return isDropped ? rest : word;
  }
  return word.endsWith("ll") && start >= r2 ? word.slice(0, -1) : word;
}
