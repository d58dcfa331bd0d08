/** Letters that Unicode does not decompose, as people type them. */
const PLAIN_LETTERS: Readonly<Record<string, string>> = {
  ß: "ss",
  ø: "o",
  đ: "d",
  ð: "d",
  þ: "th",
  ł: "l",
  ħ: "h",
  ı: "i",
  æ: "ae",
  œ: "oe",
};

const BEYOND_ASCII = /[^\0-\x7f]/;
const ACCENTS = /[\u0300-\u036f]+/g;
const UNDECOMPOSED = /[ßøđðþłħıæœ]/g;
const DASHES = /[\u2010-\u2015\u2212\u00ad]/g;
const APOSTROPHES = /[\u2018\u2019\u02bc\u02b9\u0060\u00b4]/g;

/**
 * The form in which texts and queries are compared: compatibility forms unified (NFKC),
 * lower case, Latin, Greek and Cyrillic letters without accents, one hyphen, one apostrophe.
 */
export function foldText(text: string): string {
  if (!BEYOND_ASCII.test(text)) return text.toLowerCase();
  return text
    .replace(APOSTROPHES, "'")
    .normalize("NFKD")
    .replace(ACCENTS, "")
    .normalize("NFKC")
    .replace(DASHES, "-")
    .toLowerCase()
    .replace(ACCENTS, "")
    .replace(UNDECOMPOSED, (letter) => PLAIN_LETTERS[letter] ?? letter);
}
