import { foldLetters } from "../names/fold.ts";
import { GREEK_NAMES } from "../tex/greek.ts";
import { texToText } from "../tex/to-text.ts";

/**
 * A title without what differs between spellings of one title: case, TeX, Unicode form,
 * accents, white space, punctuation. Equal results mean equal titles; the result is for
 * comparison, not for people. Empty only when the title is.
 */
export function foldTitle(title: string): string {
  const text = texToText(title);
  const folded = foldLetters(text.replace(/&amp;|&/g, " and ")).replace(
    /[α-ω]/g,
    (letter) => GREEK_NAMES[letter] ?? letter,
  );
  const letters = folded.replace(/[^\p{L}\p{N}+#]+/gu, "");
  return letters || folded.replace(/\s+/g, "");
}
