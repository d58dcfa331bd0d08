import { foldText } from "../text/fold.ts";
import { isStopWord } from "../text/stop-words.ts";

/** Longest query that the engine takes. */
const MAX_LENGTH = 1_000;
/** Quotes and colons anywhere; hyphens and other marks that stand before a word. */
const OPERATORS = /["“”„«»:()]|(?<![\p{L}\p{N}])[-+−–—!~]+/gu;

/**
 * The words of a text as a query without operators. Of one that is too long, such as a whole
 * abstract, the words that say nothing are left out first, and what is still too much is cut.
 */
export function plainQuery(text: string): string {
  const words = text.replace(OPERATORS, " ").replace(/\s+/g, " ").trim();
  return words.length <= MAX_LENGTH ? words : cut(withoutStopWords(words));
}

function withoutStopWords(words: string): string {
  return words
    .split(" ")
    .filter((word) => !isStopWord(foldText(word)))
    .join(" ");
}

function cut(words: string): string {
  if (words.length <= MAX_LENGTH) return words;
  const end = words.lastIndexOf(" ", MAX_LENGTH);
  return words.slice(0, end > 0 ? end : MAX_LENGTH);
}
