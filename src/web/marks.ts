import type { MarkWords } from "#papers";
import { markRanges, type SearchAnswer } from "#search";

/**
 * Marks the words of a text that a search asked for; words that stand side by side are
 * marked as one.
 */
export function marksOf(answer: Pick<SearchAnswer, "terms">): MarkWords {
  return (plainText) => {
    const joined: [number, number][] = [];
    for (const [start, end] of markRanges(plainText, answer.terms)) {
      const last = joined.at(-1);
      if (last && /^[\s-]$/.test(plainText.slice(last[1], start))) last[1] = end;
      else joined.push([start, end]);
    }
    return joined;
  };
}
