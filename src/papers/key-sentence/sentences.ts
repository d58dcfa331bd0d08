/** A stretch of a text, in UTF-16 units; `end` is behind the last one. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Before a capital, or a letter of a script without capitals. */
const BREAK = /(?<=[.!?؟]["”)\]]?)\s+(?=[\p{Lu}\p{Lo}\p{N}"“([$\\])|(?<=[。！？।۔])\s*/gu;
const ABBREVIATION =
  /\b(?:e\.g|i\.e|et al|vs|cf|Figs?|Eqs?|Secs?|w\.r\.t|resp|approx|Drs?|St|Nos?|ca|\p{Lu})\.$/u;

/** The sentences of `text`, in order, without the white space between them. */
export function sentencesOf(text: string): Span[] {
  const sentences: Span[] = [];
  let start = text.length - text.trimStart().length;
  const last = text.trimEnd().length;
  for (const match of text.matchAll(BREAK)) {
    const end = match.index;
    if (end <= start || end >= last) continue;
    if (ABBREVIATION.test(text.slice(Math.max(start, end - 12), end))) continue;
    sentences.push({ start, end });
    start = end + match[0].length;
  }
  if (last > start) sentences.push({ start, end: last });
  return sentences;
}
