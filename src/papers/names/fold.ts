/** Letters that no Unicode decomposition takes apart, lower case. */
const SINGLE_LETTERS: Readonly<Record<string, string>> = {
  ß: "ss",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  æ: "ae",
  œ: "oe",
  ı: "i",
  ħ: "h",
  ŧ: "t",
  ĸ: "k",
  ŋ: "n",
};

/** Lower case, compatibility forms resolved, accents gone; scripts other than Latin stay. */
export function foldLetters(text: string): string {
  if (isAscii(text)) return text.toLowerCase();
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}+/gu, "")
    .replace(/[ßøłđðþæœıħŧĸŋ]/g, (letter) => SINGLE_LETTERS[letter] ?? letter)
    .normalize("NFC");
}

function isAscii(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is what ASCII means
  return /^[\x00-\x7f]*$/.test(text);
}
