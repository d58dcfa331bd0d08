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
  ς: "σ",
  ٱ: "ا",
  ى: "ي",
  ی: "ي",
  ک: "ك",
  ة: "ه",
};

const BEYOND_ASCII = /[^\0-\x7f]/;
/** Latin, Greek and Cyrillic accents; points of Hebrew; vowel signs and hamzas of Arabic. */
const ACCENTS = /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u064b-\u065f\u0670]+/g;
const UNDECOMPOSED = /[ßøđðþłħıæœςٱىیکة]/g;
/** The stroke that lengthens Arabic words for looks. */
const TATWEEL = /\u0640+/g;
const DASHES = /[\u2010-\u2015\u2212\u00ad]/g;
const APOSTROPHES = /[\u2018\u2019\u02bc\u02b9\u0060\u00b4]/g;

/**
 * The form in which texts and queries are compared: compatibility forms unified (NFKC),
 * lower case, letters without accents, final sigma as sigma, the forms of alef as one, Arabic
 * without vowel signs and tatweel, one hyphen, one apostrophe.
 */
export function foldText(text: string): string {
  if (!BEYOND_ASCII.test(text)) return text.toLowerCase();
  return text
    .replace(APOSTROPHES, "'")
    .normalize("NFKD")
    .replace(ACCENTS, "")
    .normalize("NFKC")
    .replace(DASHES, "-")
    .replace(TATWEEL, "")
    .toLowerCase()
    .replace(ACCENTS, "")
    .replace(UNDECOMPOSED, (letter) => PLAIN_LETTERS[letter] ?? letter);
}

/** The same with the accents kept, which the stemmers of other languages than English need. */
export function foldCase(text: string): string {
  if (!BEYOND_ASCII.test(text)) return text.toLowerCase();
  return text
    .replace(APOSTROPHES, "'")
    .normalize("NFKC")
    .replace(DASHES, "-")
    .replace(TATWEEL, "")
    .toLowerCase();
}
