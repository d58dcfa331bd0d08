/** Turn the direction of what follows, or do nothing that can be seen (Cc, Cf); joiners stay. */
const MARKS = /(?![\u200C\u200D])[\p{Cc}\p{Cf}]/gu;

/** One line without characters that hide or turn what stands beside them. */
export function oneLine(text: string): string {
  return text.toWellFormed().replace(/\s+/g, " ").replace(MARKS, "").trim();
}

/** Cuts at a word, and says so; never longer than `maxCharacters` (UTF-16 code units). */
export function clip(text: string, maxCharacters: number): string {
  if (text.length <= maxCharacters) return text;
  if (maxCharacters < 1) return "";
  const cut = text.lastIndexOf(" ", maxCharacters - 1);
  const end = cut > maxCharacters / 2 ? cut : maxCharacters - 1;
  // Half a character outside the first plane is none.
  return `${text.slice(0, end).replace(/[\uD800-\uDBFF]$/, "")}…`;
}
