/** What a character is to the tokenizer. */
export const SEPARATOR = 0;
export const PART_OF_WORD = 1;
/** A character that is a word of its own, in scripts that write no spaces. */
const WORD_ALONE = 2;

const UNKNOWN = 255;
const classes = new Uint8Array(65_536).fill(UNKNOWN);
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
const wordCharacter = /[\p{L}\p{M}\p{N}]/u;

/** Class of a UTF-16 code unit of folded text; letters outside the first plane separate. */
export function characterClass(code: number): number {
  const known = classes[code]!;
  return known === UNKNOWN ? classify(code) : known;
}

function classify(code: number): number {
  const character = String.fromCharCode(code);
  const isAlone = unspaced.test(character);
  const found = isAlone ? WORD_ALONE : wordCharacter.test(character) ? PART_OF_WORD : SEPARATOR;
  classes[code] = found;
  return found;
}
