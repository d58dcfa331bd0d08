import { foldLetters } from "./fold.ts";

/**
 * The part of an address that stands for a name: lower case, hyphens between words.
 * Two spellings that differ in case, accents or punctuation share a slug. Never empty
 * for a name that has a letter or digit of any script.
 */
export function slugOf(name: string): string {
  return foldLetters(name)
    .replace(/['’.]/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "");
}
