/** Longest query that the engine takes. */
const MAX_LENGTH = 1_000;
/** Quotes and colons anywhere; hyphens and other marks that stand before a word. */
const OPERATORS = /["“”„«»:()]|(?<![\p{L}\p{N}])[-+−–—!~]+/gu;

/** The words of a text as a query without operators, cut at a word if it is too long. */
export function plainQuery(text: string): string {
  const words = text.replace(OPERATORS, " ").replace(/\s+/g, " ").trim();
  if (words.length <= MAX_LENGTH) return words;
  const end = words.lastIndexOf(" ", MAX_LENGTH);
  return words.slice(0, end > 0 ? end : MAX_LENGTH);
}
