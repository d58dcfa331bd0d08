/** Characters of a reply that are shown; the rest is one link away. */
const LONGEST = 500;
/** Marks that turn the direction of the text after them. */
const DIRECTION_MARKS = /[\u202A-\u202E\u2066-\u2069]/g;

/** The words of a comment on one line, for places that know no markup. */
export function plainComment(body: string): string {
  const words = body
    .replaceAll(DIRECTION_MARKS, "")
    // Whoever answers often quotes first what they answer.
    .replace(/^>.*$/gm, "")
    .replace(/^(?:```|~~~).*$/gm, "")
    .replace(/!?\[([^\]\n]*)\]\([^)\s]*\)/g, "$1")
    .replace(/^\s*(?:#{1,6}|[-*+]|\d+\.)\s+/gm, "")
    .replace(/(\*\*|__|`)(?=\S)(.*?\S)\1/g, "$2")
    .replace(/\s+/g, " ")
    .trim();
  if (words.length <= LONGEST) return words;
  const cut = words.lastIndexOf(" ", LONGEST - 1);
  return `${words.slice(0, cut > LONGEST / 2 ? cut : LONGEST - 1).toWellFormed()}…`;
}
